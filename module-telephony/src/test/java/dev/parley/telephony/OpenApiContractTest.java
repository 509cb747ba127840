package dev.parley.telephony;

import dev.parley.core.testing.OpenApiContractSuite;
import java.util.List;

/**
 * Seen to fail, with every difference in one message, when the body of an import had no least number of items, {@code clientEnv} another
 * default, a connector's {@code disableHandoff} was a string, and the deletion of several numbers took no body.
 */
final class OpenApiContractTest extends OpenApiContractSuite {

    OpenApiContractTest() {
        super("/contract/polyai-telephony-1.0.11.tsv", List.of());
    }
}
