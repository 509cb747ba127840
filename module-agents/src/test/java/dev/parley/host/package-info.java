/**
 * An application of somebody else that knows nothing of Parley: a route, a filter, errors and JSON settings of its own. Its beans are
 * there only where {@link HostApplication} starts, so that the other tests of the module have none of them.
 */
@NullMarked
package dev.parley.host;

import org.jspecify.annotations.NullMarked;
