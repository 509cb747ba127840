/** Branches: fork, merge, delete, and which of them may be written. */
@NullMarked
package dev.parley.agents.branch;

import org.jspecify.annotations.NullMarked;
