/** Config pages as streams of server-sent events. */
@NullMarked
package dev.parley.realtimeconfig.stream;

import org.jspecify.annotations.NullMarked;
