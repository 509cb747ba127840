package dev.parley.flowyte.playbook;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;

/**
 * A node as it is on the wire.
 *
 * @param type the kind of step; a type that Parley does not know is kept, and is a step that does nothing
 * @param data what the step does; members that Parley does not know are kept
 */
@Serdeable
@Schema(
        requiredProperties = {"id", "type", "position", "data"},
        additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
public record GraphNode(
        @Schema(minLength = 1, maxLength = Graph.MAX_ID_LENGTH)
        String id,

        @Schema(description = "collect, message, confirm, branch, skill, end, start, or another.")
        String type,

        Position position,

        @Schema(description = "What the step does; its members depend on the type.")
        Map<String, Object> data) {}
