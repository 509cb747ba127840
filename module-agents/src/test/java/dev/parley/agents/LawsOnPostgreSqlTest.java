package dev.parley.agents;

import dev.parley.core.testing.OnPostgreSql;

final class LawsOnPostgreSqlTest extends LawsSuite implements OnPostgreSql {}
