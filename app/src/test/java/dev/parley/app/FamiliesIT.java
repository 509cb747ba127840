package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.testing.Client;
import dev.parley.core.testing.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both families from one service and one store, and a wall between them. */
final class FamiliesIT {

    private static final Map<String, String> WITH_KEY = Map.of("PARLEY_BOOTSTRAP_API_KEY", ParleyProcess.KEY);

    @TempDir
    Path directory;

    @Test
    void anAgentOfOneFamilyIsNotThereForTheOther() {
        try (ParleyProcess parley = ParleyProcess.serve(directory, WITH_KEY)) {
            Client polyai = parley.client();
            Client flowyte = bearer(parley, ParleyProcess.KEY);
            String theirs = polyai.post("/v1/agents", "{\"name\":\"Both\"}")
                    .expect(200)
                    .path("agentId")
                    .asText();
            String ours = flowyte.post("/api/v1/agents", "{\"name\":\"Both\"}")
                    .expect(201)
                    .at("/data/id")
                    .asText();
            for (Reply reply : List.of(
                    flowyte.get("/api/v1/agents/" + theirs),
                    flowyte.patch("/api/v1/agents/" + theirs, "{\"tone\":\"x\"}"),
                    flowyte.post("/api/v1/agents/" + theirs + "/publish"),
                    flowyte.get("/api/v1/agents/" + theirs + "/skills"),
                    flowyte.delete("/api/v1/agents/" + theirs))) {
                assertThat(reply.expect(404).path("code").asText()).isEqualTo("not_found");
                assertThat(reply.headers().firstValue("content-type").orElse(""))
                        .startsWith("application/problem+json");
            }
            for (Reply reply : List.of(
                    polyai.get("/v1/agents/" + ours + "/branches"),
                    polyai.get("/v1/agents/" + ours + "/branches/main/behavior"),
                    polyai.get("/v1/agents/" + ours + "/real-time-configs"),
                    polyai.get("/v1/agents/" + ours + "/telephony/phone-numbers"),
                    polyai.delete("/v1/agents/" + ours))) {
                reply.expectError(404, "PROJECT_NOT_FOUND");
            }
            assertThat(polyai.get("/v1/agents").text()).contains(theirs).doesNotContain(ours);
            assertThat(flowyte.get("/api/v1/agents").text()).contains(ours).doesNotContain(theirs);
        }
    }

    @Test
    void aKeyOpensTheFamiliesThatItNames() {
        ParleyProcess.serve(directory, WITH_KEY).close();
        String flowyteKey = keys("flowyte", "agents:read");
        String polyaiKey = keys("polyai", "agents:read");
        assertThat(flowyteKey).startsWith("flowyte_sk_live_");
        try (ParleyProcess parley = ParleyProcess.serve(directory, WITH_KEY)) {
            bearer(parley, flowyteKey).get("/api/v1/agents").expect(200);
            parley.anonymous().key(polyaiKey).get("/v1/agents").expect(200);
            parley.anonymous().key(flowyteKey).get("/v1/agents").expectError(403, "ACCOUNT_INSUFFICIENT_PERMISSIONS");
            JsonNode problem = bearer(parley, polyaiKey).get("/api/v1/agents").expect(403);
            assertThat(problem.path("code").asText()).isEqualTo("forbidden");
            JsonNode scope =
                    bearer(parley, flowyteKey).get("/api/v1/skill-types").expect(403);
            assertThat(scope.path("detail").asText()).contains("skills:read");
            assertThat(parley.anonymous().key(flowyteKey).get("/api/v1/agents").status())
                    .isEqualTo(401);
        }
    }

    @Test
    void theDocsPageHasBoth() {
        try (ParleyProcess parley = ParleyProcess.serve(directory, WITH_KEY)) {
            assertThat(parley.anonymous().get("/docs").text())
                    .contains("/openapi/polyai.json", "/openapi/flowyte.json", "Flowyte control-plane API");
            JsonNode document = parley.anonymous().get("/openapi/flowyte.json").expect(200);
            assertThat(document.path("paths").has("/api/v1/agents/{id}")).isTrue();
            assertThat(document.path("paths"))
                    .allSatisfy(path -> assertThat(path).isNotEmpty());
            document.path("paths")
                    .fieldNames()
                    .forEachRemaining(path -> assertThat(path).startsWith("/api/v1/"));
        }
    }

    private String keys(String family, String scope) {
        ParleyProcess created = ParleyProcess.run(
                directory, Map.of(), "keys", "create", "--workspace", "default", "--family", family, "--scope", scope);
        assertThat(created.awaitExit()).as(created.output()).isZero();
        return created.lines().stream()
                .flatMap(line -> List.of(line.split("\\s+")).stream())
                .filter(word -> word.contains("_sk_"))
                .findFirst()
                .orElseThrow();
    }

    private static Client bearer(ParleyProcess parley, String key) {
        return parley.anonymous().with("Authorization", "Bearer " + key);
    }
}
