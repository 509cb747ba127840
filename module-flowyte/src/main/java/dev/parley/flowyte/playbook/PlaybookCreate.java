package dev.parley.flowyte.playbook;

import dev.parley.core.json.WireBody;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;

/** A new playbook: what {@link PlaybookUpdate} has, with a name. */
@Serdeable
@Schema(allOf = PlaybookUpdate.class, requiredProperties = "name")
record PlaybookCreate() implements WireBody {}
