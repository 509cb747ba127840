package dev.parley.agents;

import dev.parley.core.testing.OnPostgreSql;

final class PruningOnPostgreSqlTest extends PruningSuite implements OnPostgreSql {}
