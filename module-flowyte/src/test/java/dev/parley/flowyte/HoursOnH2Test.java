package dev.parley.flowyte;

import dev.parley.core.testing.OnH2;

final class HoursOnH2Test extends HoursSuite implements OnH2 {}
