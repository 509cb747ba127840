package dev.parley.realtimeconfig;

import dev.parley.core.testing.OnPostgreSql;

final class LoadOnPostgreSqlTest extends LoadSuite implements OnPostgreSql {}
