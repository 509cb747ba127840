package dev.parley.agents;

import dev.parley.core.testing.OnH2;

final class LawsOnH2Test extends LawsSuite implements OnH2 {}
