/** What rules throw: errors that know their status, code and fields, and leave the wording of the envelope to the family. */
@NullMarked
package dev.parley.core.error;

import org.jspecify.annotations.NullMarked;
