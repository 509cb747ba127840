/** What happens to a request under the base path of an API family before and after its controller, and the PolyAI family. */
@NullMarked
package dev.parley.core.family;

import org.jspecify.annotations.NullMarked;
