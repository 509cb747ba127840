/** The whole store as one portable file: written from a moment of it, and read into an empty one. */
@NullMarked
package dev.parley.core.backup;

import org.jspecify.annotations.NullMarked;
