/** Config pages as callers see them, on both databases. */
@NullMarked
package dev.parley.realtimeconfig;

import org.jspecify.annotations.NullMarked;
