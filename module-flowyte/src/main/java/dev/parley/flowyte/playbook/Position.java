package dev.parley.flowyte.playbook;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/** Where an editor draws a node. */
@Serdeable
@Schema(
        requiredProperties = {"x", "y"},
        additionalProperties = Schema.AdditionalPropertiesValue.FALSE)
public record Position(double x, double y) {}
