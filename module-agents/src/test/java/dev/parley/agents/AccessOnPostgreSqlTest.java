package dev.parley.agents;

import dev.parley.core.testing.OnPostgreSql;

final class AccessOnPostgreSqlTest extends AccessSuite implements OnPostgreSql {}
