/** Hashing. */
@NullMarked
package dev.parley.core.hash;

import org.jspecify.annotations.NullMarked;
