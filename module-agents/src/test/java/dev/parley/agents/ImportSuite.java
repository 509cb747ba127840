package dev.parley.agents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.json.StrictJson;
import dev.parley.core.testing.Client;
import dev.parley.core.testing.Generated;
import dev.parley.core.testing.HttpSuite;
import dev.parley.core.testing.Reply;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Topics are imported all together or not at all, and those that are there by name are replaced. */
abstract class ImportSuite extends ApiSuite {

    private static final String IMPORT = "/knowledge-base/import";
    private static final int MANY = 2_500;

    private String main = "";
    private Client importer = Client.of("");

    @BeforeEach
    void agentAndImporter() {
        main = main(agent());
        importer = client.with("Content-Type", "application/x-ndjson");
    }

    private static String line(String name, String content) {
        return "{\"name\":\"" + name + "\",\"content\":\"" + content + "\"}\n";
    }

    private static String lines(int from, int to, String content) {
        return IntStream.range(from, to)
                .mapToObj(i -> line("Topic " + i, content))
                .collect(Collectors.joining());
    }

    private void imported(String branch, String lines, int created, int updated, int unchanged) {
        JsonNode counts = importer.post(branch + IMPORT, lines).expect(200);
        assertThat(counts.path("created").asInt()).as("created").isEqualTo(created);
        assertThat(counts.path("updated").asInt()).as("updated").isEqualTo(updated);
        assertThat(counts.path("unchanged").asInt()).as("unchanged").isEqualTo(unchanged);
    }

    /** The contents of all topics of a branch by their names. */
    private Map<String, String> contents(String branch) {
        Map<String, String> contents = new TreeMap<>();
        String next = branch + TOPICS + "?limit=1000";
        while (!next.isEmpty()) {
            Reply page = client.get(next);
            page.expect(200)
                    .forEach(topic -> contents.put(
                            topic.path("name").asText(), topic.path("content").asText()));
            next = page.next().orElse("");
        }
        return contents;
    }

    @Test
    void topicsAreCreatedAndReplacedByName() {
        String kept = topic(main, "kept");
        String replaced = topic(main, "replaced");
        imported(
                main,
                line("kept", "content of kept") + line("replaced", "other")
                        + "{\"name\":\"new\",\"content\":\"text\",\"actions\":\"hang up\",\"isActive\":false,"
                        + "\"exampleQueries\":{\"queries\":[\"Hello?\"]}}",
                1,
                1,
                1);
        assertThat(contents(main))
                .containsOnly(
                        Map.entry("kept", "content of kept"), Map.entry("new", "text"), Map.entry("replaced", "other"));
        assertThat(client.get(main + TOPICS + "/" + kept)
                        .expect(200)
                        .path("name")
                        .asText())
                .isEqualTo("kept");
        assertThat(client.get(main + TOPICS + "/" + replaced)
                        .expect(200)
                        .path("content")
                        .asText())
                .isEqualTo("other");
        JsonNode created = client.get(main + TOPICS).expect(200).get(2);
        assertThat(created.path("actions").asText()).isEqualTo("hang up");
        assertThat(created.path("isActive").asBoolean()).isFalse();
        assertThat(created.at("/exampleQueries/queries/0").asText()).isEqualTo("Hello?");
    }

    /** Seen to fail on PostgreSQL when backslashes went into its COPY as they are. */
    @Test
    void whateverIsWrittenIsReadAgain() {
        Generated.rounds(5, random -> {
            Map<String, String> written = new TreeMap<>();
            StringBuilder lines = new StringBuilder();
            for (int i = 0; i < 20; i++) {
                String name = i + " " + text(random);
                String content = text(random);
                written.put(name, content);
                lines.append(StrictJson.NODES.objectNode().put("name", name).put("content", content))
                        .append('\n');
            }
            String branch = main(agent());
            imported(branch, lines.toString(), written.size(), 0, 0);
            assertThat(contents(branch)).isEqualTo(written);
            imported(branch, lines.toString(), 0, 0, written.size());
        });
    }

    /** What databases and JSON have a meaning of their own for, and characters of one to four bytes. */
    private static String text(Random random) {
        List<String> pieces = List.of(
                "\\", "\\N", "\\.", "\\x41", "\t", "\n", "\r", "\"", "'", ",", "\u0001", "\u007f", "a", "é", "\u2028",
                "漢", "😀");
        return random.ints(1 + random.nextInt(12), 0, pieces.size())
                .mapToObj(pieces::get)
                .collect(Collectors.joining("", "<", ">"));
    }

    @Test
    void theOrderIsThatOfTheLines() {
        imported(main, lines(0, MANY, "first"), MANY, 0, 0);
        JsonNode page = client.get(main + TOPICS + "?limit=1000").expect(200);
        for (int i = 0; i < page.size(); i++) {
            assertThat(page.get(i).path("name").asText()).isEqualTo("Topic " + i);
        }
        imported(main, lines(MANY - 10, MANY + 10, "second"), 10, 10, 0);
        imported(main, lines(0, MANY + 10, "second"), 0, MANY - 10, 20);
        assertThat(contents(main)).hasSize(MANY + 10).containsValue("second").doesNotContainValue("first");
    }

    @Test
    void aBranchGetsItsOwnAndMergesIt() {
        imported(main, lines(0, 60, "main"), 60, 0, 0);
        String branch = fork(main.replace("/branches/main", ""), "work");
        client.delete(main + TOPICS + "/"
                        + client.get(main + TOPICS)
                                .expect(200)
                                .get(0)
                                .path("id")
                                .asText())
                .expect(204);
        imported(branch, lines(50, 70, "branch"), 10, 10, 0);
        // What main has deleted since, the branch still has.
        imported(branch, lines(0, 1, "main"), 0, 0, 1);
        assertThat(contents(main)).hasSize(59).doesNotContainValue("branch");
        assertThat(contents(branch))
                .hasSize(70)
                .containsEntry("Topic 50", "branch")
                .containsEntry("Topic 49", "main");
        client.post(branch + TOPICS, "{\"name\":\"Topic 69\",\"content\":\"x\"}")
                .expect(409);
        client.post(branch + TOPICS, "{\"name\":\"Topic 10\",\"content\":\"x\"}")
                .expect(409);
        client.post(branch + "/merge", "{}").expect(200);
        assertThat(contents(main))
                .hasSize(69)
                .containsEntry("Topic 50", "branch")
                .containsEntry("Topic 69", "branch");
    }

    @Test
    void aNameThatIsFreeAgainIsNew() {
        String old = topic(main, "name");
        client.delete(main + TOPICS + "/" + old).expect(204);
        imported(main, line("name", "text"), 1, 0, 0);
        assertThat(client.get(main + TOPICS).expect(200).get(0).path("id").asText())
                .isNotEqualTo(old);
    }

    @Test
    void allOrNothing() {
        topic(main, "kept");
        String good = lines(0, MANY, "text");
        for (String bad : new String[] {
            "{\"name\":\"x\"}", "{\"name\":\"x\",\"content\":1}", "{", "[]", line("Topic 0", "text"), "\"\uD800\""
        }) {
            JsonNode error = importer.post(main + IMPORT, good + bad).expect(400);
            assertThat(HttpSuite.fields(error)).as(bad).allMatch(field -> field.startsWith("lines." + (MANY + 1)));
        }
        assertThat(contents(main)).containsOnlyKeys("kept");
    }

    @Test
    void anErrorNamesLineAndField() {
        String twoLines = line("a", "text") + "\r\n";
        assertThat(HttpSuite.fields(importer.post(main + IMPORT, twoLines + "{\"name\":\"b\",\"surprise\":1}")
                        .expectError(400, "KNOWLEDGE_BASE_TOPICS_INVALID")))
                .containsExactly("lines.3.content", "lines.3.surprise");
        assertThat(HttpSuite.fields(importer.post(main + IMPORT, twoLines + "{\"name\":\"b\",\"name\":\"b\"}")
                        .expectError(400, "SCHEMA_VALIDATION_FAILED")))
                .containsExactly("lines.3.name");
        assertThat(HttpSuite.fields(importer.post(main + IMPORT, twoLines + line("a", "other"))
                        .expectError(400, "SCHEMA_VALIDATION_FAILED")))
                .containsExactly("lines.3");
        for (String nothing : new String[] {"", "\n", " \r\n\n"}) {
            importer.post(main + IMPORT, nothing).expect(400);
        }
        imported(main, "\n" + twoLines, 1, 0, 0);
    }

    @Test
    void aLineHasALimitAndTheBodyAnother() {
        String text = "x".repeat(1024 * 1024);
        importer.post(main + IMPORT, line("a", "text") + line("b", text)).expect(413);
        importer.post(main + IMPORT, text + "x").expect(413);
        assertThat(contents(main)).isEmpty();
        // More than any other body may have.
        String large = IntStream.range(0, 30)
                .mapToObj(i -> line("Topic " + i, text.substring(0, 100_000)))
                .collect(Collectors.joining());
        imported(main, large, 30, 0, 0);
        Reply chunked = importer.sendChunked("POST", main + IMPORT, large);
        assertThat(chunked.expect(200).path("unchanged").asInt()).isEqualTo(30);
    }

    @Test
    void onlyLinesAreTaken() {
        client.post(main + IMPORT, line("a", "text")).expect(415);
        assertThat(contents(main)).isEmpty();
    }

    @Test
    void itIsOneChange() {
        Client keyed = importer.with("Idempotency-Key", "import");
        JsonNode first = keyed.post(main + IMPORT, lines(0, 3, "text")).expect(200);
        topic(main, "later");
        assertThat(keyed.post(main + IMPORT, lines(0, 3, "text")).expect(200)).isEqualTo(first);
        keyed.post(main + IMPORT, lines(0, 4, "text")).expectError(422, "IDEMPOTENCY_KEY_REUSED");
        assertThat(contents(main)).hasSize(4);
    }
}
