package dev.parley.flowyte.playbook;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.extensions.Extension;
import io.swagger.v3.oas.annotations.extensions.ExtensionProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The way from one node to another.
 *
 * @param source the id of the node it leaves
 * @param target the id of the node it leads to
 * @param sourceHandle the outcome of the source that it is taken for; without one it is the default path (see {@link Step#outcomes})
 * @param targetHandle for the editor alone
 */
@Serdeable
@Schema(
        requiredProperties = {"id", "source", "target"},
        additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
public record Connection(
        @Schema(minLength = 1, maxLength = Graph.MAX_ID_LENGTH)
        String id,

        @Schema(minLength = 1, maxLength = Graph.MAX_ID_LENGTH)
        String source,

        @Schema(minLength = 1, maxLength = Graph.MAX_ID_LENGTH)
        String target,

        @Schema(
                maxLength = Graph.MAX_ID_LENGTH,
                description = "Which outcome of the source it is taken for; the default path when absent or null.",
                extensions =
                        @Extension(
                                properties =
                                        @ExtensionProperty(name = "x-nullable", value = "true", parseValue = true)))
        @Nullable
        String sourceHandle,

        @Schema(
                maxLength = Graph.MAX_ID_LENGTH,
                extensions =
                        @Extension(
                                properties =
                                        @ExtensionProperty(name = "x-nullable", value = "true", parseValue = true)))
        @Nullable
        String targetHandle) {

    /** Whether it is the default path of its source. Not named like a getter, so that it is no member on the wire. */
    boolean takenByDefault() {
        return sourceHandle == null || sourceHandle.isEmpty() || sourceHandle.equals(Step.DEFAULT);
    }
}
