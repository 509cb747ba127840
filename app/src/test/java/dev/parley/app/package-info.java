/** The service as it is delivered: the jar, its command line and its pages. */
@NullMarked
package dev.parley.app;

import org.jspecify.annotations.NullMarked;
