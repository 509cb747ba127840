package dev.parley.realtimeconfig.page;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The page of every environment, in the OpenAPI document. */
@Serdeable
@Schema(name = "GetConfigPagesResponse", requiredProperties = "configPages")
record ConfigPages(List<ConfigPage> configPages) {}
