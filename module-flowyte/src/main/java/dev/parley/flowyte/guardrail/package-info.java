/** Guardrails: what holds whatever a model says, and how callers are verified. */
@NullMarked
package dev.parley.flowyte.guardrail;

import org.jspecify.annotations.NullMarked;
