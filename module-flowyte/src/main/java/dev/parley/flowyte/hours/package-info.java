/** Business hours of an agent: what may be written, and whether it is open at an instant. */
@NullMarked
package dev.parley.flowyte.hours;

import org.jspecify.annotations.NullMarked;
