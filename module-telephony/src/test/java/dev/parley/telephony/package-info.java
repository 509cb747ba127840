/** Tests of connectors and phone numbers, over HTTP, with a carrier that does what it is told. */
@NullMarked
package dev.parley.telephony;

import org.jspecify.annotations.NullMarked;
