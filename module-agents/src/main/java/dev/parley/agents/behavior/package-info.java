/** An agent's behavior rules. */
@NullMarked
package dev.parley.agents.behavior;

import org.jspecify.annotations.NullMarked;
