package dev.parley.realtimeconfig;

import dev.parley.core.testing.OnH2;

final class LoadOnH2Test extends LoadSuite implements OnH2 {}
