package dev.parley.flowyte;

import dev.parley.core.testing.OnH2;

final class IdempotencyOnH2Test extends IdempotencySuite implements OnH2 {}
