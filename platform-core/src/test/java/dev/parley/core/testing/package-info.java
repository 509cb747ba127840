/** What the tests of all modules share: databases to run on, a client, and keys. */
@NullMarked
package dev.parley.core.testing;

import org.jspecify.annotations.NullMarked;
