/** Variants of an agent and the attributes in which they differ. */
@NullMarked
package dev.parley.agents.variant;

import org.jspecify.annotations.NullMarked;
