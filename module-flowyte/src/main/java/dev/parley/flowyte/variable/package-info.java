/** The variables of a conversation: which there are, who sets and who reads them, and what people wrote about them. */
@NullMarked
package dev.parley.flowyte.variable;

import org.jspecify.annotations.NullMarked;
