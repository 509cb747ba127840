package dev.parley.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.family.PolyAiFamily;
import dev.parley.core.openapi.OpenApiDocuments;
import dev.parley.core.testing.OpenApiFacts.Place;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The OpenAPI document of the family against a module's table of facts: every fact holds, and nothing else does. In a module's own tests
 * the document has the operations of that module alone. Since bodies are validated with this document, what is compared here is also
 * what is enforced.
 */
@MicronautTest(transactional = false)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class OpenApiContractSuite implements OnH2 {

    /** What the document of every module may say beyond the contract. */
    private static final List<Addition> ADDITIONS = List.of(
            // Optional pages of lists.
            addition("GET *", "query", "limit", "type=integer"),
            addition("GET *", "query", "cursor", "type=string"),
            // Repetitions and preconditions.
            addition("GET *", "header", "If-None-Match", "type=string"),
            addition("GET *", "response 304", ".", "no-body"),
            addition("*", "header", "If-Match", "type=string"),
            addition("*", "header", "Idempotency-Key", "type=string"),
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
            addition("Error", "-", "errors[].message", "type=string", "required"));

    private final String table;
    private final List<Addition> additions;

    @Inject
    protected OpenApiDocuments documents;

    /**
     * Facts that the document may have beyond the contract.
     *
     * @param place where; the operation {@code GET *} stands for every GET, {@code *} for all
     * @param holds what
     */
    public record Addition(Place place, Set<String> holds) {
        boolean isAt(Place other) {
            String operation = place.operation();
            return place.part().equals(other.part())
                    && place.member().equals(other.member())
                    && (operation.endsWith("*")
                            ? other.operation().startsWith(operation.substring(0, operation.length() - 1))
                            : other.operation().equals(operation));
        }
    }

    /**
     * @param table the class path resource with the facts, such as {@code /contract/polyai-agents-1.0.11.tsv}
     * @param additions what the module's document may say beyond the contract, besides what that of every module may
     */
    protected OpenApiContractSuite(String table, List<Addition> additions) {
        this.table = table;
        this.additions = Stream.concat(ADDITIONS.stream(), additions.stream()).toList();
    }

    /** What the document may say beyond the contract. */
    protected static Addition addition(String operation, String part, String member, String... holds) {
        return new Addition(new Place(operation, part, member), Set.of(holds));
    }

    private JsonNode document() {
        return documents.document(PolyAiFamily.ID);
    }

    @Test
    final void documentIsTheContract() throws IOException {
        assertThat(differences(contract(), OpenApiFacts.ofDocument(document()))).isEmpty();
    }

    @Test
    final void bodiesAreJsonOrLinesOfItOrEvents() {
        List<String> mediaTypes = new ArrayList<>();
        List<String> answers = new ArrayList<>();
        for (JsonNode operation : operations()) {
            operation.at("/requestBody/content").fieldNames().forEachRemaining(mediaTypes::add);
            operation.path("responses").properties().forEach(response -> {
                boolean isAnswer = response.getKey().equals("200");
                response.getValue()
                        .path("content")
                        .fieldNames()
                        .forEachRemaining(isAnswer ? answers::add : mediaTypes::add);
            });
        }
        assertThat(mediaTypes).contains("application/json").isSubsetOf("application/json", "application/x-ndjson");
        assertThat(answers).isNotEmpty().isSubsetOf("application/json", "text/event-stream");
    }

    @Test
    final void operationIdsAreUnique() {
        assertThat(operations())
                .extracting(operation -> operation.path("operationId").asText())
                .doesNotContain("")
                .doesNotHaveDuplicates();
    }

    @Test
    final void everyReferenceResolves() {
        assertThat(document().findValuesAsText("$ref")).isNotEmpty().allSatisfy(reference -> {
            assertThat(reference).startsWith("#/");
            assertThat(document().at(reference.substring(1)).isMissingNode()).isFalse();
        });
    }

    @Test
    final void everyOperationSaysHowItFails() {
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

    private Map<Place, Set<String>> contract() throws IOException {
        try (InputStream facts = getClass().getResourceAsStream(table)) {
            Objects.requireNonNull(facts, () -> "There is no resource " + table);
            return OpenApiFacts.ofTable(new String(facts.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        }
    }

    private List<String> differences(Map<Place, Set<String>> contract, Map<Place, Set<String>> served) {
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
            additions.stream()
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
