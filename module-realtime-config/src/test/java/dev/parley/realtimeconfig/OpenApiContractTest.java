package dev.parley.realtimeconfig;

import dev.parley.core.testing.OpenApiContractSuite;
import java.util.List;

/** The document of this module against the facts of the published API and of what this module adds to it. */
final class OpenApiContractTest extends OpenApiContractSuite {
    OpenApiContractTest() {
        super("/contract/polyai-realtime-config-1.0.11.tsv", List.of());
    }
}
