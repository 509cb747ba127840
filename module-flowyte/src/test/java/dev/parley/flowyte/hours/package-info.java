/** Tests of business hours. */
@NullMarked
package dev.parley.flowyte.hours;

import org.jspecify.annotations.NullMarked;
