/** The PolyAI Agents API: agents, branches, behavior, knowledge base, variants and deployments. */
@NullMarked
package dev.parley.agents;

import org.jspecify.annotations.NullMarked;
