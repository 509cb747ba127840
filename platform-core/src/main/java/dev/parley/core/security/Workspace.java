package dev.parley.core.security;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * A tenant: an account on the PolyAI wire. Nothing is shared between workspaces.
 *
 * @param id the id, a slug or {@code ws-} and hex digits
 * @param name the name for people
 * @param createdAt when it was created
 */
@MappedEntity("core_workspace")
public record Workspace(@Id String id, String name, Instant createdAt) {}
