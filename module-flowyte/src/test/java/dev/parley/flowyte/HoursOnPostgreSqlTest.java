package dev.parley.flowyte;

import dev.parley.core.testing.OnPostgreSql;

final class HoursOnPostgreSqlTest extends HoursSuite implements OnPostgreSql {}
