/** The module's behavior over HTTP: each suite runs on H2 and on PostgreSQL. */
@NullMarked
package dev.parley.agents;

import org.jspecify.annotations.NullMarked;
