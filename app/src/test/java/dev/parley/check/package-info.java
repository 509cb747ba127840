/**
 * Checks that callers who work at the same time cannot tell the service from one that does one thing after the other: {@link
 * dev.parley.check.Workload} makes histories, {@link dev.parley.check.Checker} looks for an order that explains each of them, and {@link
 * dev.parley.check.Invariants} looks at the data.
 */
@NullMarked
package dev.parley.check;

import org.jspecify.annotations.NullMarked;
