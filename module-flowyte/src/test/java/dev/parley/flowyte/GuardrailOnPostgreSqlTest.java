package dev.parley.flowyte;

import dev.parley.core.testing.OnPostgreSql;

final class GuardrailOnPostgreSqlTest extends GuardrailSuite implements OnPostgreSql {}
