package dev.parley.agents;

import dev.parley.core.testing.OnH2;

final class ReadsOnH2Test extends ReadsSuite implements OnH2 {}
