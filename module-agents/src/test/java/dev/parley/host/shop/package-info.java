/** What a host can have of its own beyond routes: Micronaut Security, a data source and transactions. */
@NullMarked
package dev.parley.host.shop;

import org.jspecify.annotations.NullMarked;
