/** The telephony of the PolyAI Agents API: connectors and phone numbers. */
@NullMarked
package dev.parley.telephony;

import org.jspecify.annotations.NullMarked;
