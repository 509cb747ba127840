/** The versioned document store: spaces, branches, entries, deployments, three-way merge. */
@NullMarked
package dev.parley.core.revision;

import org.jspecify.annotations.NullMarked;
