package dev.parley.realtimeconfig;

import dev.parley.core.testing.OnH2;

final class StreamOnH2Test extends StreamSuite implements OnH2 {}
