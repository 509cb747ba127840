package dev.parley.flowyte.variable;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.extensions.Extension;
import io.swagger.v3.oas.annotations.extensions.ExtensionProperty;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

// For the OpenAPI document. VariableRegistry writes it.
/** A variable of the conversations of an agent. */
@Serdeable
@Schema(requiredProperties = {"name", "source", "deletable", "producedBy", "consumedBy", "note", "type", "updatedAt"})
record Variable(
        String name,
        Source source,

        @Schema(description = "Whether it is gone when its annotation is deleted.")
        boolean deletable,

        List<VariableUser> producedBy,
        List<VariableUser> consumedBy,

        @Schema(
                extensions =
                        @Extension(
                                properties =
                                        @ExtensionProperty(name = "x-nullable", value = "true", parseValue = true)))
        @Nullable
        String note,

        @Schema(
                description = "A hint, never enforced.",
                extensions =
                        @Extension(
                                properties =
                                        @ExtensionProperty(name = "x-nullable", value = "true", parseValue = true)))
        @Nullable
        String type,

        @Schema(
                format = "date-time",
                description = "When its annotation last changed; null without one.",
                extensions =
                        @Extension(
                                properties =
                                        @ExtensionProperty(name = "x-nullable", value = "true", parseValue = true)))
        @Nullable
        String updatedAt) {

    /** Why there is the variable. */
    @Schema(name = "VariableSource")
    enum Source {
        /** It is always there. */
        reserved,
        /** Playbooks or skills use it. */
        derived,
        /** It was declared, and nobody uses it. */
        declared
    }

    /** Who sets or reads a variable. */
    @Serdeable
    @Schema(
            name = "VariableUser",
            requiredProperties = {"kind", "id", "name", "nodeId"})
    record VariableUser(
            Kind kind,
            String id,
            String name,

            @Schema(
                    description = "The step; null when it is the playbook's input, or a skill.",
                    extensions =
                            @Extension(
                                    properties =
                                            @ExtensionProperty(name = "x-nullable", value = "true", parseValue = true)))
            @Nullable
            String nodeId) {

        /** What uses the variable. */
        @Schema(name = "VariableUserKind")
        enum Kind {
            playbook,
            skill
        }
    }
}
