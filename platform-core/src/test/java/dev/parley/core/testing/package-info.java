/** What the tests of all modules share: databases to run on, a client, keys, agents, and the rules that hold for every operation. */
@NullMarked
package dev.parley.core.testing;

import org.jspecify.annotations.NullMarked;
