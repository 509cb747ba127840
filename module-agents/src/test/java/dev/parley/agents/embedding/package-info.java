/** The module inside the application of somebody else. */
@NullMarked
package dev.parley.agents.embedding;

import org.jspecify.annotations.NullMarked;
