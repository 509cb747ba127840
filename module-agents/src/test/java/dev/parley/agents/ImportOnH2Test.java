package dev.parley.agents;

import dev.parley.core.testing.OnH2;

final class ImportOnH2Test extends ImportSuite implements OnH2 {}
