package dev.parley.realtimeconfig;

import dev.parley.core.testing.IdempotencyRules;

/** A retry of a write of a config page does nothing twice. */
abstract class IdempotencySuite extends ConfigSuite implements IdempotencyRules {}
