package dev.parley.realtimeconfig.page;

import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

// For the OpenAPI document, like ConfigPage.
/** The config page of every environment. */
@Serdeable
@Schema(name = "GetConfigPagesResponse", requiredProperties = "configPages")
record ConfigPages(List<ConfigPage> configPages) {}
