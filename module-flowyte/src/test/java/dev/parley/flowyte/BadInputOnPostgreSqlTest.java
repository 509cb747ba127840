package dev.parley.flowyte;

import dev.parley.core.testing.OnPostgreSql;

final class BadInputOnPostgreSqlTest extends BadInputSuite implements OnPostgreSql {}
