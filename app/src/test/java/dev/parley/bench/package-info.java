/** What the versioned store costs; see the README. */
@NullMarked
package dev.parley.bench;

import org.jspecify.annotations.NullMarked;
