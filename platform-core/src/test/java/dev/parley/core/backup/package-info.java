@NullMarked
package dev.parley.core.backup;

import org.jspecify.annotations.NullMarked;
