/** The extension points that are found by {@link java.util.ServiceLoader}: what a plug-in compiles against. */
@NullMarked
package dev.parley.core.spi;

import org.jspecify.annotations.NullMarked;
