/** Connectors: how the calls of phone numbers reach an agent in an environment. */
@NullMarked
package dev.parley.telephony.connector;

import org.jspecify.annotations.NullMarked;
