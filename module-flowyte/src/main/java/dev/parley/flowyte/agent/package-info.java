/** Agents: the draft's configuration, and who may change which version of it. */
@NullMarked
package dev.parley.flowyte.agent;

import org.jspecify.annotations.NullMarked;
