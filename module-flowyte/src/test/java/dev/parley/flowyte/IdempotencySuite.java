package dev.parley.flowyte;

import dev.parley.core.testing.IdempotencyRules;
import dev.parley.core.testing.Operation;
import dev.parley.core.testing.PreconditionRules;

/** A request with a key is done once. */
abstract class IdempotencySuite extends OperationSuite implements IdempotencyRules, PreconditionRules {

    @Override
    public boolean showsASecret(Operation operation) {
        return operation.toString().equals("POST /api/v1/api-keys");
    }
}
