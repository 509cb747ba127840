package dev.parley.flowyte;

import dev.parley.core.testing.OnPostgreSql;

final class ConcurrencyOnPostgreSqlTest extends ConcurrencySuite implements OnPostgreSql {}
