/** The Flowyte control-plane API: its dialect, and agents with everything that is versioned with them. */
@NullMarked
package dev.parley.flowyte;

import org.jspecify.annotations.NullMarked;
