package dev.parley.flowyte;

import dev.parley.core.testing.OnH2;

final class BadInputOnH2Test extends BadInputSuite implements OnH2 {}
