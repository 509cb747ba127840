/** A second family as a stranger would write it: its own path, key header, envelope, table and scope. */
@NullMarked
package dev.parley.notes;

import org.jspecify.annotations.NullMarked;
