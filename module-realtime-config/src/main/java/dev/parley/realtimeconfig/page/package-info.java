/** Config pages: a JSON Schema and variables that fit it, one page for each environment of an agent. */
@NullMarked
package dev.parley.realtimeconfig.page;

import org.jspecify.annotations.NullMarked;
