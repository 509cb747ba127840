package dev.parley.realtimeconfig.page;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

// For the OpenAPI document, like ConfigPage.
/** The config page of every environment. */
@Schema(name = "GetConfigPagesResponse", requiredProperties = "configPages")
record ConfigPages(List<ConfigPage> configPages) {}
