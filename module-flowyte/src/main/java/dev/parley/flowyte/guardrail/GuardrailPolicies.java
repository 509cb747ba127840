package dev.parley.flowyte.guardrail;

import dev.parley.core.json.WireBody;

/** The body that replaces all guardrail policies: an array, whose schema stands in the family's document. */
record GuardrailPolicies() implements WireBody {}
