package dev.parley.flowyte.guardrail;

import dev.parley.core.json.WireBody;

/** The body that replaces all settings of caller verification: an array, whose schema stands in the family's document. */
record CallerVerifications() implements WireBody {}
