package dev.parley.flowyte;

import dev.parley.core.testing.OnPostgreSql;

final class PublishOnPostgreSqlTest extends PublishSuite implements OnPostgreSql {}
