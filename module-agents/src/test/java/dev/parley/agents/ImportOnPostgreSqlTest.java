package dev.parley.agents;

import dev.parley.core.testing.OnPostgreSql;

final class ImportOnPostgreSqlTest extends ImportSuite implements OnPostgreSql {}
