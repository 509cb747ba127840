/** Pages: keyset cursors, the page a caller asks for, and whole lists as a stream. */
@NullMarked
package dev.parley.core.paging;

import org.jspecify.annotations.NullMarked;
