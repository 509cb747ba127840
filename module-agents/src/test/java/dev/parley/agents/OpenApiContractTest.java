package dev.parley.agents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.agents.OpenApiFacts.Place;
import dev.parley.core.family.PolyAiFamily;
import dev.parley.core.openapi.OpenApiDocuments;
import dev.parley.core.testing.OnH2;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The OpenAPI document of the family against {@code contract/polyai-agents-1.0.11.tsv}: every fact holds, and nothing else does. Since
 * bodies are validated with this document, what is compared here is also what is enforced.
 *
 * <p>Seen to fail, with every difference in one message, when the table had {@code maxLength=101} for the name of a branch, lacked the
 * line of a topic's {@code isActive} or had an operation that is not served; and when the body of a duplication was not closed, a
 * variant's {@code name} had no {@code minLength} or the body of a merge was required.
 */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OpenApiContractTest implements OnH2 {

    /** What the document may say beyond the contract. The operation {@code GET *} stands for every GET, {@code *} for all. */
    private static final List<Addition> ADDITIONS = List.of(
            // Optional pages of lists.
            addition("GET *", "query", "limit", "type=integer"),
            addition("GET *", "query", "cursor", "type=string"),
            // Every operation says how it fails.
            addition("*", "response default", ".", "media=application/json", "schema=Error"),
            addition("*", "response 400", ".", "media=application/json", "schema=Error"),
            addition("*", "response 401", ".", "media=application/json", "schema=Error"),
            addition("*", "response 403", ".", "media=application/json", "schema=Error"),
            addition("*", "response 404", ".", "media=application/json", "schema=Error"),
            // The error of the first version of the API beside that of the present one.
            addition("Error", "-", "message", "type=string"),
            addition("Error", "-", "errors", "type=array"),
            addition("Error", "-", "errors[]", "type=object"),
            addition("Error", "-", "errors[].field", "type=string", "required"),
            addition("Error", "-", "errors[].message", "type=string", "required"),
            // Where the contract has a member that a body must have, the body itself must be there. The contract does
            // not say so.
            addition("POST /v1/agents", "request", ".", "required"),
            addition("POST /v1/accounts/{accountId}/agents", "request", ".", "required"),
            addition("POST /v1/agents/{agentId}/duplicate", "request", ".", "required"),
            addition("POST /v1/agents/{agentId}/branches", "request", ".", "required"),
            addition("PATCH /v1/agents/{agentId}/branches/{branchId}/behavior", "request", ".", "required"),
            addition("POST /v1/agents/{agentId}/branches/{branchId}/knowledge-base/topics", "request", ".", "required"),
            addition("POST /v1/agents/{agentId}/branches/{branchId}/attributes", "request", ".", "required"),
            addition(
                    "PATCH /v1/agents/{agentId}/branches/{branchId}/attributes/{attributeId}",
                    "request",
                    ".",
                    "required"),
            addition("POST /v1/agents/{agentId}/branches/{branchId}/variants", "request", ".", "required"));

    @Inject
    OpenApiDocuments documents;

    private record Addition(Place place, Set<String> holds) {
        boolean isAt(Place other) {
            String operation = place.operation();
            return place.part().equals(other.part())
                    && place.member().equals(other.member())
                    && (operation.endsWith("*")
                            ? other.operation().startsWith(operation.substring(0, operation.length() - 1))
                            : other.operation().equals(operation));
        }
    }

    private static Addition addition(String operation, String part, String member, String... holds) {
        return new Addition(new Place(operation, part, member), Set.of(holds));
    }

    private JsonNode document() {
        return documents.document(PolyAiFamily.ID);
    }

    @Test
    void documentIsTheContract() throws IOException {
        assertThat(differences(contract(), OpenApiFacts.ofDocument(document()))).isEmpty();
    }

    @Test
    void bodiesAreJson() {
        List<String> mediaTypes = new ArrayList<>();
        for (JsonNode operation : operations()) {
            operation.at("/requestBody/content").fieldNames().forEachRemaining(mediaTypes::add);
            operation
                    .path("responses")
                    .forEach(response -> response.path("content").fieldNames().forEachRemaining(mediaTypes::add));
        }
        assertThat(mediaTypes).isNotEmpty().containsOnly("application/json");
    }

    @Test
    void operationIdsAreUnique() {
        assertThat(operations())
                .extracting(operation -> operation.path("operationId").asText())
                .doesNotContain("")
                .doesNotHaveDuplicates();
    }

    @Test
    void everyReferenceResolves() {
        assertThat(document().findValuesAsText("$ref")).isNotEmpty().allSatisfy(reference -> {
            assertThat(reference).startsWith("#/");
            assertThat(document().at(reference.substring(1)).isMissingNode()).isFalse();
        });
    }

    @Test
    void everyOperationSaysHowItFails() {
        assertThat(operations())
                .allSatisfy(operation -> assertThat(operation
                                .at("/responses/default/content/application~1json/schema/$ref")
                                .asText())
                        .isEqualTo("#/components/schemas/Error"));
    }

    private List<JsonNode> operations() {
        List<JsonNode> operations = new ArrayList<>();
        document().path("paths").forEach(path -> path.forEach(operations::add));
        assertThat(operations).isNotEmpty();
        return operations;
    }

    private static Map<Place, Set<String>> contract() throws IOException {
        try (InputStream table = OpenApiContractTest.class.getResourceAsStream("/contract/polyai-agents-1.0.11.tsv")) {
            return OpenApiFacts.ofTable(new String(table.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        }
    }

    private static List<String> differences(Map<Place, Set<String>> contract, Map<Place, Set<String>> served) {
        List<String> differences = new ArrayList<>();
        contract.forEach((place, expected) -> {
            Set<String> actual = served.getOrDefault(place, Set.of());
            Set<String> missing = minus(expected, actual);
            if (!missing.isEmpty()) {
                differences.add(place + " lacks " + missing);
            }
        });
        served.forEach((place, actual) -> {
            Set<String> more = minus(actual, contract.getOrDefault(place, Set.of()));
            ADDITIONS.stream()
                    .filter(addition -> addition.isAt(place))
                    .forEach(addition -> more.removeAll(addition.holds()));
            if (!more.isEmpty()) {
                differences.add(place + " should not have " + more);
            }
        });
        return differences;
    }

    private static Set<String> minus(Set<String> facts, Set<String> others) {
        Set<String> rest = new TreeSet<>(facts);
        rest.removeAll(others);
        return rest;
    }
}
