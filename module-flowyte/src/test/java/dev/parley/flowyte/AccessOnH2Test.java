package dev.parley.flowyte;

import dev.parley.core.testing.OnH2;

final class AccessOnH2Test extends AccessSuite implements OnH2 {}
