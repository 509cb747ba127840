/** Deployments: publish, promote, roll back. */
@NullMarked
package dev.parley.agents.deployment;

import org.jspecify.annotations.NullMarked;
