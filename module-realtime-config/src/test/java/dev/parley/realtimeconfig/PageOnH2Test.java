package dev.parley.realtimeconfig;

import dev.parley.core.testing.OnH2;

final class PageOnH2Test extends PageSuite implements OnH2 {}
