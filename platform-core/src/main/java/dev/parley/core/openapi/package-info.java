/** The OpenAPI documents: generated at build time by each module, merged by family, served, and used to validate bodies. */
@NullMarked
package dev.parley.core.openapi;

import org.jspecify.annotations.NullMarked;
