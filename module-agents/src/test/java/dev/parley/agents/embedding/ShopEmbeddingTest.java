package dev.parley.agents.embedding;

import static dev.parley.agents.embedding.HostRequest.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.agents.embedding.Host.Application;
import dev.parley.core.testing.Client;
import dev.parley.core.testing.TestDatabases;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An application with Micronaut Security, a data source and migrations of its own keeps all of them when it takes the module in, here
 * with its store on PostgreSQL.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ShopEmbeddingTest {

    private static final String JSON = "Content-Type: application/json";
    private static final String BOSS = "X-Shop-Token: boss";
    private static final String CLERK = "X-Shop-Token: clerk";
    private static final String STRANGER = "X-Shop-Token: stranger";

    @TempDir
    static Path aloneDirectory;

    @TempDir
    static Path embeddingDirectory;

    private Host alone;
    private Host embedding;

    @BeforeAll
    void start() {
        alone = Host.alone(aloneDirectory, Application.SHOP);
        embedding = Host.withParley(embeddingDirectory, Application.SHOP, TestDatabases.postgreSql(), Map.of());
    }

    @AfterAll
    void stop() {
        alone.close();
        embedding.close();
    }

    /** In this order, because some change what the shop stores. */
    static Stream<HostRequest> requestsToTheShop() {
        return Stream.of(
                request(200, "GET /shop/open"),
                request(200, "GET /shop/open", STRANGER),
                request(200, "GET /shop/me", CLERK),
                request(401, "GET /shop/me"),
                request(401, "GET /shop/me", STRANGER),
                request(401, "GET /shop/me", "x-api-key: polyai_sk_unknown"),
                request(401, "GET /shop/me", "Authorization: Bearer boss.boss.boss"),
                request(200, "GET /shop/office", BOSS),
                request(403, "GET /shop/office", CLERK),
                request(401, "GET /shop/office"),
                request(200, "GET /shop/mapped", CLERK),
                request(401, "GET /shop/mapped"),
                request(403, "GET /shop/unruled", BOSS),
                request(401, "GET /shop/unruled"),
                request(401, "GET /shop/nothing"),
                request(403, "GET /shop/nothing", BOSS),
                request(404, "GET /host/nothing"),
                request(401, "GET /v1things"),
                request(403, "GET /v1things", BOSS),
                request(401, "GET /v2/agents"),
                request(405, "DELETE /host/text"),
                request(200, "GET /host/things/a"),
                request(400, "POST /host/things", JSON, "{\"thing_name\":"),
                request(400, "POST /host/things", JSON, "{\"thing_name\":\"a\",\"tags\":[],\"unknown\":1}"),
                request(422, "GET /host/broken"),
                request(500, "GET /host/bug"),
                request(200, "GET /health"),
                request(200, "GET /shop/database"),
                request(200, "GET /shop/products"),
                request(200, "POST /shop/products", BOSS, JSON, "{\"name\":\"apple\"}"),
                request(500, "POST /shop/products", BOSS, JSON, "{\"name\":\"apple\"}"),
                request(500, "POST /shop/products", BOSS, JSON, "{\"name\":\"bad apple\"}"),
                request(200, "POST /shop/forgotten", BOSS, JSON, "{\"name\":\"pear\"}"),
                request(403, "POST /shop/products", CLERK, JSON, "{\"name\":\"plum\"}"),
                request(400, "POST /shop/products", BOSS, JSON, "{\"name\":"),
                request(200, "GET /shop/products"));
    }

    /**
     * Seen to fail when our migrations were under {@code db/migration} (the shop did not start), when {@code FamilyFilter} stood around
     * all paths, when {@code FamilySecurityRule} allowed all of them, and when {@code Migrations} took every data source for ours (our
     * tables in the shop's).
     */
    @ParameterizedTest
    @MethodSource("requestsToTheShop")
    void theShopAnswersTheSameWithAndWithoutUs(HostRequest request) {
        request.isAnsweredTheSameBy(alone, embedding);
    }

    /**
     * Seen to fail when {@code FamilyFilter} asked for the caller before Micronaut Security did, and when {@code Sql} named no data
     * source.
     */
    @Test
    void whomMicronautSecurityKnowsTheModuleKnows() {
        Client boss = embedding.client().with("X-Shop-Token", "boss");
        Client clerk = embedding.client().with("X-Shop-Token", "clerk");
        JsonNode agent = boss.post("/v1/agents", AGENT).expect(200);
        assertThat(agent.path("accountId").asText()).isEqualTo("shop");
        String branches = "/v1/agents/" + agent.path("agentId").asText() + "/branches";
        clerk.get(branches).expect(200);
        clerk.post("/v1/agents", AGENT).expectError(403, "ACCOUNT_INSUFFICIENT_PERMISSIONS");
        embedding.client().get(branches).expectError(401, "AUTH_USER_INVALID_TOKEN");
        embedding.client().with("X-Shop-Token", "stranger").get(branches).expectError(401, "AUTH_USER_INVALID_TOKEN");
        embedding.client().get("/v1/nothing").expectError(401, "AUTH_USER_INVALID_TOKEN");
    }

    /** Seen to fail when {@code FamilySecurityRule} had no opinion: 403 for what has no route. */
    @Test
    void micronautSecurityLeavesEveryRequestUnderOurPathToUs() {
        Client boss = embedding.client().with("X-Shop-Token", "boss");
        boss.get("/v1/nothing").expectError(404, "ROUTE_NOT_FOUND");
        boss.delete("/v1/agents").expectError(405, "METHOD_NOT_ALLOWED");
        boss.get("/v1/agents/none/branches").expectError(404, "PROJECT_NOT_FOUND");
        boss.with("Content-Type", "text/csv").post("/v1/agents", "a,b").expectError(415, "UNSUPPORTED_MEDIA_TYPE");
    }

    /** Seen to fail when {@code Json} wrote with a mapper of the shop's settings. */
    @Test
    void ourAnswersDoNotFollowTheShopsJsonSettings() {
        Client boss = embedding.client().with("X-Shop-Token", "boss");
        assertThat(boss.post("/v1/agents", AGENT).text())
                .matches(
                        "\\{\"accountId\":\"shop\",\"agentId\":\"[^\"]+\",\"agentName\":\"Agent\",\"createdAt\":\"[^\"]+\","
                                + "\"updatedAt\":\"[^\"]+\",\"branchCount\":1}");
    }

    private static final String AGENT = "{\"name\":\"Agent\"}";
}
