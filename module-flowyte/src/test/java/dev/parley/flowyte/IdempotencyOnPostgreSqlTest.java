package dev.parley.flowyte;

import dev.parley.core.testing.OnPostgreSql;

final class IdempotencyOnPostgreSqlTest extends IdempotencySuite implements OnPostgreSql {}
