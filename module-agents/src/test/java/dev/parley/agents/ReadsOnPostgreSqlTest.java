package dev.parley.agents;

import dev.parley.core.testing.OnPostgreSql;

final class ReadsOnPostgreSqlTest extends ReadsSuite implements OnPostgreSql {}
