/**
 * What can be derived from the OpenAPI documents that the service serves: every operation, a request to it that works, and attempts that
 * must not. Nothing here knows an operation; what the documents cannot tell stands in one table, {@link dev.parley.contract.Origins}.
 */
@NullMarked
package dev.parley.contract;

import org.jspecify.annotations.NullMarked;
