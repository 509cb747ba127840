package dev.parley.realtimeconfig;

import dev.parley.core.testing.OnPostgreSql;

final class ScheduleOnPostgreSqlTest extends ScheduleSuite implements OnPostgreSql {}
