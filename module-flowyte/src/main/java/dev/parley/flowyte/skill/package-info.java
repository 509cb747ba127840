/** Skills: what an agent can do in one step. */
@NullMarked
package dev.parley.flowyte.skill;

import org.jspecify.annotations.NullMarked;
