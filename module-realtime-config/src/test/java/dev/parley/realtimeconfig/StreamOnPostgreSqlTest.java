package dev.parley.realtimeconfig;

import dev.parley.core.testing.OnPostgreSql;
import io.micronaut.context.annotation.Property;

@Property(name = "parley.streams.longest", value = "60s")
final class StreamOnPostgreSqlTest extends StreamSuite implements OnPostgreSql {}
