package dev.parley.flowyte;

import dev.parley.core.testing.OnPostgreSql;

final class KeyOnPostgreSqlTest extends KeySuite implements OnPostgreSql {}
