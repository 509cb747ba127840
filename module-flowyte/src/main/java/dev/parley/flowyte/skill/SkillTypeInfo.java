package dev.parley.flowyte.skill;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

// For the OpenAPI document. SkillService writes it.
/** A type of skills. */
@Serdeable
@Schema(requiredProperties = {"skillType", "reserved", "executionConfig"})
record SkillTypeInfo(
        SkillType skillType,

        @Schema(description = "Whether skills of the type cannot be created yet.")
        boolean reserved,

        @Schema(description = "What is known of its configuration; empty where that is an open object.")
        List<ConfigMemberInfo> executionConfig) {

    /** A member of the configuration. */
    @Serdeable
    @Schema(
            name = "SkillConfigMember",
            requiredProperties = {"name", "required", "description"})
    record ConfigMemberInfo(
            String name,

            @Schema(description = "Whether an enabled skill must have it.")
            boolean required,

            String description) {}
}
