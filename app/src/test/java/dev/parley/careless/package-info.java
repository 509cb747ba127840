/** A plug-in that makes the mistakes which the suites of the wall and of the contract are there to find. */
@NullMarked
package dev.parley.careless;

import org.jspecify.annotations.NullMarked;
