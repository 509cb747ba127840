package dev.parley.flowyte;

import dev.parley.core.testing.OnH2;

final class VariableOnH2Test extends VariableSuite implements OnH2 {}
