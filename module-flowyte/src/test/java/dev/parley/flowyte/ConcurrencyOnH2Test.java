package dev.parley.flowyte;

import dev.parley.core.testing.OnH2;

final class ConcurrencyOnH2Test extends ConcurrencySuite implements OnH2 {}
