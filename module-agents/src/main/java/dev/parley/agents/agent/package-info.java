/** Agents: create, list, duplicate, delete. */
@NullMarked
package dev.parley.agents.agent;

import org.jspecify.annotations.NullMarked;
