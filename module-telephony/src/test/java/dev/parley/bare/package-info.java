/**
 * An application of somebody else whose agents live in a table of its own, with this module for their telephony and no other of the
 * platform. Its beans are there only where {@link BareApplication} starts.
 */
@NullMarked
package dev.parley.bare;

import org.jspecify.annotations.NullMarked;
