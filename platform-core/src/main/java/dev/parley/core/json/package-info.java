/** Strict parsing, canonical form and hash, merge patch, leaf-level comparison, and validation against JSON Schema. */
@NullMarked
package dev.parley.core.json;

import org.jspecify.annotations.NullMarked;
