/** Changes of config pages that are made at a moment. */
@NullMarked
package dev.parley.realtimeconfig.schedule;

import org.jspecify.annotations.NullMarked;
