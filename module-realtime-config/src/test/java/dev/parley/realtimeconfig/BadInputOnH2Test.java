package dev.parley.realtimeconfig;

import dev.parley.core.testing.OnH2;

final class BadInputOnH2Test extends BadInputSuite implements OnH2 {}
