package dev.parley.core.revision;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The versioned content of one agent, and the agent's identity.
 *
 * @param id the internal id
 * @param workspaceId the workspace that it belongs to
 * @param publicId the agent's id on the wire, unique within the workspace across families
 * @param name the agent's name
 * @param description what its creator wrote about it; null when nothing
 * @param createdAt when it was created
 * @param updatedAt when it was last deployed or its main branch last changed, whichever is later
 * @param branchCount how many active branches it has, main included
 */
public record Space(
        long id,
        String workspaceId,
        String publicId,
        String name,
        @Nullable String description,
        Instant createdAt,
        Instant updatedAt,
        int branchCount) {}
