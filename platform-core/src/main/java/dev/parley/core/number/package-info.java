/** Phone numbers: who has which, and the carrier that brings their calls. */
@NullMarked
package dev.parley.core.number;

import org.jspecify.annotations.NullMarked;
