package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.contract.Fuzzer;
import dev.parley.contract.Service;
import dev.parley.core.testing.Generated;
import dev.parley.core.testing.TestDatabases;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Generated requests, valid ones and spoiled ones, to every operation of the OpenAPI documents that the jar serves: whatever is asked, the
 * answer is one that the document declares, and an error changes nothing. {@code -Dparley.fuzz.requests=200000} is the long form.
 */
final class FuzzIT {

    private static final int CALLERS = 4;
    private static final int REQUESTS = 250;

    @TempDir
    private Path directory;

    @Test
    void everyAnswerIsOneThatTheDocumentDeclares() {
        String database = TestDatabases.postgreSqlUrl();
        int rounds = Math.max(1, Integer.getInteger("parley.fuzz.requests", 4000) / (CALLERS * REQUESTS));
        try (ParleyProcess parley = ParleyProcess.serve(directory, WallIT.settings(database));
                Service service = Service.at(parley.port())) {
            Fuzzer fuzzer = new Fuzzer(service, database, service.operations());
            long began = System.nanoTime();
            Generated.rounds(rounds, random -> {
                fuzzer.run(random, CALLERS, REQUESTS);
                assertThat(fuzzer.findings()).isEmpty();
            });
            System.out.println(fuzzer.sent() + " requests in " + (System.nanoTime() - began) / 1_000_000 + " ms");
            assertThat(fuzzer.neverSucceeded()).isEmpty();
        }
    }

    @Test
    void theMistakesOfACarelessPluginAreFound() throws IOException {
        CarelessPlugin.packInto(directory);
        String database = TestDatabases.postgreSqlUrl();
        try (ParleyProcess parley = ParleyProcess.serve(directory, WallIT.settings(database));
                Service service = Service.at(parley.port())) {
            Fuzzer fuzzer = new Fuzzer(service, database, CarelessPlugin.operations(service));
            Generated.rounds(1, random -> fuzzer.run(random, CALLERS, REQUESTS));
            List<String> findings = fuzzer.findings();
            assertThat(findings)
                    .anyMatch(finding -> finding.startsWith("PUT /v1/agents/{agentId}/nickname answers 500"))
                    .anyMatch(finding ->
                            finding.startsWith("PUT /v1/agents/{agentId}/nickname answers 200 against its schema: "));
        }
    }
}
