/** The data source of the platform, and the one place that knows H2 from PostgreSQL. */
@NullMarked
package dev.parley.core.database;

import org.jspecify.annotations.NullMarked;
