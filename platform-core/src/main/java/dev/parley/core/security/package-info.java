/** Workspaces, API keys, scopes and the caller. */
@NullMarked
package dev.parley.core.security;

import org.jspecify.annotations.NullMarked;
