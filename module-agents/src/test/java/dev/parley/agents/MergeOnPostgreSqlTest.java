package dev.parley.agents;

import dev.parley.core.testing.OnPostgreSql;

final class MergeOnPostgreSqlTest extends MergeSuite implements OnPostgreSql {}
