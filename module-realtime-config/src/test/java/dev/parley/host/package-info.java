/** An application of somebody else, which has agents and callers of its own. */
@NullMarked
package dev.parley.host;

import org.jspecify.annotations.NullMarked;
