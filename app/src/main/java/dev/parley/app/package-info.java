/** The service: what the modules on its class path add up to, its settings and its command line. */
@NullMarked
package dev.parley.app;

import org.jspecify.annotations.NullMarked;
