package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.testing.Client;
import dev.parley.core.testing.Reply;
import dev.parley.core.testing.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands and the page for backups, with the jar as it is delivered. */
final class BackupIT {

    private static final Map<String, String> WITH_KEY = Map.of("PARLEY_BOOTSTRAP_API_KEY", ParleyProcess.KEY);

    @TempDir
    private Path directory;

    private static Map<String, String> onPostgreSql() {
        Map<String, String> settings = new HashMap<>(WITH_KEY);
        settings.put("PARLEY_DATABASE_URL", TestDatabases.postgreSqlUrl());
        settings.put("PARLEY_DATABASE_USER", "postgres");
        settings.put("PARLEY_DATABASE_PASSWORD", "postgres");
        return settings;
    }

    private static Map<String, String> in(String dataDirectory) {
        Map<String, String> settings = new HashMap<>(WITH_KEY);
        settings.put("PARLEY_DATA_DIR", dataDirectory);
        return settings;
    }

    private void succeeds(Map<String, String> settings, String... command) {
        ParleyProcess ended = ParleyProcess.run(directory, settings, command);
        assertThat(ended.awaitExit()).as(ended.output()).isZero();
        assertThat(ended.lines()).as(ended.output()).hasSize(1);
        assertThat(ended.output()).matches("(?s).* [0-9]+ rows of [0-9]+ tables\\R");
    }

    private void fails(String why, String... command) {
        ParleyProcess ended = ParleyProcess.run(directory, WITH_KEY, command);
        assertThat(ended.awaitExit()).as(ended.output()).isEqualTo(1);
        assertThat(ended.lines()).as(ended.output()).hasSize(1);
        assertThat(ended.output()).contains(why);
    }

    @Test
    void aStoreMovesToPostgreSqlAndBackAndAnswersTheSame() throws IOException {
        NotesPlugin.packInto(Files.createDirectory(directory.resolve("plugins")));
        Map<String, String> answers;
        try (ParleyProcess parley = ParleyProcess.serve(directory, WITH_KEY)) {
            answers = answers(parley, populate(parley));
        }
        String key = ParleyProcess.run(directory, WITH_KEY, "keys", "create", "--scope", "backup:read")
                .output()
                .strip();
        succeeds(WITH_KEY, "backup", "stopped.backup");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("stopped.backup"))))
                .isEqualTo("rw-------");
        try (ParleyProcess parley = ParleyProcess.serve(directory, WITH_KEY)) {
            assertThat(parley.anonymous().get("/backup").status()).isEqualTo(401);
            assertThat(parley.client().get("/backup").status())
                    .as("a key for everything in one workspace")
                    .isEqualTo(403);
            Reply backup = parley.anonymous().key(key).get("/backup");
            assertThat(backup.status()).isEqualTo(200);
            Files.write(directory.resolve("running.backup"), backup.bytes());
            assertThat(parley.anonymous().key(key).get("/prometheus").status()).isEqualTo(403);
        }

        Map<String, String> postgreSql = onPostgreSql();
        succeeds(postgreSql, "restore", "running.backup");
        try (ParleyProcess parley = ParleyProcess.serve(directory, postgreSql)) {
            assertThat(answers(parley, answers.keySet())).isEqualTo(answers);
            succeeds(postgreSql, "backup", "stopped.backup", "--force");
            ParleyProcess pruned = ParleyProcess.run(directory, postgreSql, "prune", "--older-than", "1h");
            assertThat(pruned.output())
                    .isEqualToNormalizingNewlines(
                            "gone: 0 versions of documents, 0 closed branches, 0 records of changes,"
                                    + " 0 events that nobody took\n");
            assertThat(answers(parley, answers.keySet())).isEqualTo(answers);
            // Numbers go on.
            Client client = parley.client();
            made(client.post("/v1/agents", "{\"name\":\"later\"}"));
            made(client.post("/v1/agents/support/branches", "{\"branchName\":\"later\"}"));
        }

        succeeds(in("back"), "restore", "stopped.backup");
        try (ParleyProcess parley = ParleyProcess.serve(directory, in("back"))) {
            assertThat(answers(parley, answers.keySet())).isEqualTo(answers);
        }
    }

    @Test
    void whatCannotBeDoneIsOneLine() throws IOException {
        Path file = Files.write(directory.resolve("foreign"), new byte[100]);
        fails("--force", "backup", file.toString());
        fails("cannot be written", "backup", "no/such/directory/store.backup");
        fails("There is no file nothing", "restore", "nothing");
        fails("no backup of Parley", "restore", file.toString());
        fails("--older-than takes", "prune", "--older-than", "a while");
        fails("less than an hour", "prune", "--older-than", "0h");
        try (var left = Files.list(directory)) {
            assertThat(left.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder("data", "foreign");
        }
    }

    /** Makes some of everything, and returns what can be read of it. */
    private static List<String> populate(ParleyProcess parley) {
        Client client = parley.client();
        made(client.post("/v1/agents", "{\"name\":\"Support\",\"agentId\":\"support\"}"));
        String agent = "/v1/agents/support";
        String main = agent + "/branches/main";
        made(client.patch(main + "/behavior", "{\"behavior\":\"Be friendly. \\ud83d\\ude00\"}"));
        String topic = main + "/knowledge-base/topics/"
                + id(
                        client.post(main + "/knowledge-base/topics", "{\"name\":\"Password\",\"content\":\"one\"}"),
                        "/id");
        made(client.patch(topic, "{\"content\":\"two\"}"));
        String sandbox =
                id(client.post(agent + "/deployments/publish", "{\"environment\":\"sandbox\"}"), "/deployment/id");
        made(client.post(agent + "/deployments/" + sandbox + "/promote"));
        String branch =
                agent + "/branches/" + id(client.post(agent + "/branches", "{\"branchName\":\"b\"}"), "/branchId");
        made(client.patch(branch + "/knowledge-base/topics/" + topic.replaceAll(".*/", ""), "{\"content\":\"three\"}"));
        made(client.delete(topic));
        made(client.post(agent + "/telephony/phone-numbers/+12025550100", "{}"));
        String page = agent + "/real-time-configs/live";
        made(client.patch(page + "/variables", "{\"variables\":{\"open\":8}}"));
        made(client.patch(page + "/variables", "{\"variables\":{\"open\":1.50}}"));
        made(client.post(page + "/scheduled-changes", "{\"at\":\"2099-01-01T00:00:00Z\",\"variables\":{\"open\":9}}"));
        Client flowyte = bearer(parley);
        String desk = "/api/v1/agents/" + id(flowyte.post("/api/v1/agents", "{\"name\":\"Front desk\"}"), "/data/id");
        String version = id(flowyte.post(desk + "/publish", "{\"note\":\"n\"}"), "/data/id");
        made(flowyte.patch(desk, "{\"tone\":\"brisk\"}"));
        made(parley.anonymous()
                .with("X-Notes-Key", ParleyProcess.KEY)
                .post("/notes/v1/notes", "{\"text\":\"of a plug-in\"}"));
        return List.of(
                "/notes/v1/notes",
                "/v1/agents",
                agent + "/branches",
                main + "/behavior",
                main + "/knowledge-base/topics",
                branch + "/knowledge-base/topics",
                agent + "/deployments?environment=sandbox",
                agent + "/deployments/active",
                agent + "/telephony/phone-numbers",
                page,
                page + "/history",
                page + "/scheduled-changes",
                "/api/v1/agents",
                desk,
                desk + "/versions",
                desk + "/versions/" + version + "/diff",
                "/api/v1/api-keys");
    }

    private static void made(Reply reply) {
        assertThat(reply.status()).as(reply.text()).isBetween(200, 204);
    }

    private static String id(Reply reply, String pointer) {
        JsonNode id = reply.json().at(pointer);
        assertThat(id.isMissingNode()).as(reply.text()).isFalse();
        return id.asText();
    }

    private static Map<String, String> answers(ParleyProcess parley, Iterable<String> paths) {
        Map<String, String> answers = new LinkedHashMap<>();
        for (String path : paths) {
            Client client = path.startsWith("/api/") ? bearer(parley) : parley.client();
            Reply reply = client.with("X-Notes-Key", ParleyProcess.KEY).get(path);
            assertThat(reply.status()).as(path + " " + reply.text()).isEqualTo(200);
            answers.put(path, reply.text());
        }
        return answers;
    }

    private static Client bearer(ParleyProcess parley) {
        return parley.anonymous().with("Authorization", "Bearer " + ParleyProcess.KEY);
    }
}
