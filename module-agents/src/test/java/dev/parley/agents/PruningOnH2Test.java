package dev.parley.agents;

import dev.parley.core.testing.OnH2;

final class PruningOnH2Test extends PruningSuite implements OnH2 {}
