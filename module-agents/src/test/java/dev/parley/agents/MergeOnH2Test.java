package dev.parley.agents;

import dev.parley.core.testing.OnH2;

final class MergeOnH2Test extends MergeSuite implements OnH2 {}
