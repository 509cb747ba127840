package dev.parley.flowyte;

import dev.parley.core.testing.OnPostgreSql;

final class VersionOnPostgreSqlTest extends VersionSuite implements OnPostgreSql {}
