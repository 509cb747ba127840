package dev.parley.flowyte;

import dev.parley.core.testing.OnPostgreSql;

final class VariableOnPostgreSqlTest extends VariableSuite implements OnPostgreSql {}
