package dev.parley.realtimeconfig;

import dev.parley.core.testing.OnH2;

final class ScheduleOnH2Test extends ScheduleSuite implements OnH2 {}
