/** The manner of the API: envelopes, pages. */
@NullMarked
package dev.parley.flowyte.wire;

import org.jspecify.annotations.NullMarked;
