/** The one way to change anything: transaction, idempotency, audit, outbox. */
@NullMarked
package dev.parley.core.write;

import org.jspecify.annotations.NullMarked;
