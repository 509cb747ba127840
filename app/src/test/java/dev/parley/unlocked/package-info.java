/** A plug-in that takes the lock of branches away, to see whether tests notice. */
@NullMarked
package dev.parley.unlocked;

import org.jspecify.annotations.NullMarked;
