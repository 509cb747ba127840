/** A plug-in of somebody else: a voice carrier that keeps its bindings in files, and stops for good where a test wants to kill it. */
@NullMarked
package dev.parley.carrier;

import org.jspecify.annotations.NullMarked;
