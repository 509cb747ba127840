/** The topics of an agent's knowledge base. */
@NullMarked
package dev.parley.agents.knowledge;

import org.jspecify.annotations.NullMarked;
