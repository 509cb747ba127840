/** What the host adds when it embeds Parley. */
@NullMarked
package dev.parley.host.callers;

import org.jspecify.annotations.NullMarked;
