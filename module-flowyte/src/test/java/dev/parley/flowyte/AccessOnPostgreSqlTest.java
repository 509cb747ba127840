package dev.parley.flowyte;

import dev.parley.core.testing.OnPostgreSql;

final class AccessOnPostgreSqlTest extends AccessSuite implements OnPostgreSql {}
