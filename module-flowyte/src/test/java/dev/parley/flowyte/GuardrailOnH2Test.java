package dev.parley.flowyte;

import dev.parley.core.testing.OnH2;

final class GuardrailOnH2Test extends GuardrailSuite implements OnH2 {}
