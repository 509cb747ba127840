package dev.parley.flowyte;

import dev.parley.core.testing.OnH2;

final class KeyOnH2Test extends KeySuite implements OnH2 {}
