package dev.parley.realtimeconfig;

import dev.parley.core.testing.OnPostgreSql;

final class StreamOnPostgreSqlTest extends StreamSuite implements OnPostgreSql {}
