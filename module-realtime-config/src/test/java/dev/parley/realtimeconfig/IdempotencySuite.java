package dev.parley.realtimeconfig;

import dev.parley.core.testing.IdempotencyRules;
import dev.parley.core.testing.PreconditionRules;

/** A retry of a write of a config page does nothing twice. */
abstract class IdempotencySuite extends ConfigSuite implements IdempotencyRules, PreconditionRules {}
