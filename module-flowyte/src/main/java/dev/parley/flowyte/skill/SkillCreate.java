package dev.parley.flowyte.skill;

import dev.parley.core.json.WireBody;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/** A new skill: what {@link SkillUpdate} has, with a name, a description and a type. */
@Serdeable
@Schema(
        allOf = SkillUpdate.class,
        requiredProperties = {"name", "description", "skillType"})
record SkillCreate() implements WireBody {}
