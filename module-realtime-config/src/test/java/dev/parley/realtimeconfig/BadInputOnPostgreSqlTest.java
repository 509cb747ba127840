package dev.parley.realtimeconfig;

import dev.parley.core.testing.OnPostgreSql;

final class BadInputOnPostgreSqlTest extends BadInputSuite implements OnPostgreSql {}
