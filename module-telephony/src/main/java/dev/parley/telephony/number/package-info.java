/** Phone numbers and the connectors that they are assigned to. */
@NullMarked
package dev.parley.telephony.number;

import org.jspecify.annotations.NullMarked;
