package dev.parley.realtimeconfig;

import dev.parley.core.testing.OnH2;
import io.micronaut.context.annotation.Property;

@Property(name = "parley.streams.longest", value = "60s")
final class StreamOnH2Test extends StreamSuite implements OnH2 {}
