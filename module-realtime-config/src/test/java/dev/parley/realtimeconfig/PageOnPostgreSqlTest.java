package dev.parley.realtimeconfig;

import dev.parley.core.testing.OnPostgreSql;

final class PageOnPostgreSqlTest extends PageSuite implements OnPostgreSql {}
