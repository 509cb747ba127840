/** Versions: what a publish froze, which one is live, and how the draft differs from it. */
@NullMarked
package dev.parley.flowyte.version;

import org.jspecify.annotations.NullMarked;
