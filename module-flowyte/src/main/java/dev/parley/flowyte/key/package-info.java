/** The organization's secret keys. */
@NullMarked
package dev.parley.flowyte.key;

import org.jspecify.annotations.NullMarked;
