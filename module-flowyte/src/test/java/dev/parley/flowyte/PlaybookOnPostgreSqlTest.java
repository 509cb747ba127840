package dev.parley.flowyte;

import dev.parley.core.testing.OnPostgreSql;

final class PlaybookOnPostgreSqlTest extends PlaybookSuite implements OnPostgreSql {}
