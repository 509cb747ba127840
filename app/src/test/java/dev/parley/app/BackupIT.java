package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.testing.Client;
import dev.parley.core.testing.Reply;
import dev.parley.core.testing.TestDatabases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

    private void fails(Map<String, String> settings, String why, String... command) {
        ParleyProcess ended = ParleyProcess.run(directory, settings, command);
        assertThat(ended.awaitExit()).as(ended.output()).isEqualTo(1);
        assertThat(ended.lines()).as(ended.output()).hasSize(1);
        assertThat(ended.output()).contains(why);
    }

    @Test
    void aStoreMovesToPostgreSqlAndBackAndAnswersTheSame() throws IOException {
        Map<String, String> answers;
        try (ParleyProcess parley = ParleyProcess.serve(directory, WITH_KEY)) {
            answers = answers(parley, populate(parley));
        }
        succeeds(WITH_KEY, "backup", "store.backup");
        Path file = directory.resolve("store.backup");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        fails(WITH_KEY, "--force", "backup", "store.backup");
        fails(WITH_KEY, "not empty", "restore", "store.backup");
        fails(in("other"), "no/such/directory", "backup", "no/such/directory/store.backup");
        fails(in("other"), "There is no file nothing", "restore", "nothing");

        Map<String, String> postgreSql = onPostgreSql();
        succeeds(postgreSql, "restore", "store.backup");
        try (ParleyProcess parley = ParleyProcess.serve(directory, postgreSql)) {
            assertThat(answers(parley, answers.keySet())).isEqualTo(answers);
            // While it runs.
            succeeds(postgreSql, "backup", "store.backup", "--force");
            // Numbers go on, and what was made is found.
            Client client = parley.client();
            client.post("/v1/agents", "{\"name\":\"later\"}").expect(200);
            client.post("/v1/agents/support/branches", "{\"branchName\":\"later\"}")
                    .expect(201);
        }
        succeeds(in("back"), "restore", "store.backup");
        try (ParleyProcess parley = ParleyProcess.serve(directory, in("back"))) {
            assertThat(answers(parley, answers.keySet())).isEqualTo(answers);
        }
        try (var left = Files.list(directory)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("data", "back", "other", "store.backup");
        }
    }

    @Test
    void aRunningServerGivesABackupToAKeyThatIsMadeForIt() throws IOException {
        ParleyProcess.serve(directory, WITH_KEY).close();
        ParleyProcess created = ParleyProcess.run(directory, WITH_KEY, "keys", "create", "--scope", "backup:read");
        String key = created.output().strip();
        Map<String, String> answers;
        try (ParleyProcess parley = ParleyProcess.serve(directory, WITH_KEY)) {
            answers = answers(parley, populate(parley));
            assertThat(parley.anonymous().get("/backup").status()).isEqualTo(401);
            assertThat(parley.client().get("/backup").status())
                    .as("a key for everything in one workspace")
                    .isEqualTo(403);
            Reply backup = parley.anonymous().key(key).get("/backup");
            assertThat(backup.status()).isEqualTo(200);
            Files.write(directory.resolve("store.backup"), backup.bytes());
            assertThat(parley.anonymous().key(key).get("/prometheus").status()).isEqualTo(403);
        }
        succeeds(in("copy"), "restore", "store.backup");
        try (ParleyProcess parley = ParleyProcess.serve(directory, in("copy"))) {
            assertThat(answers(parley, answers.keySet())).isEqualTo(answers);
        }
        Files.write(directory.resolve("store.backup"), new byte[100], StandardOpenOption.WRITE);
        fails(in("new"), "no backup of Parley", "restore", "store.backup");
        fails(in("new"), "plug-ins directory", "restore", fileWithAPlugIn());
    }

    /** A store with a plug-in's table, which is in its backup without anybody's doing. */
    private String fileWithAPlugIn() throws IOException {
        Path plugins = Files.createDirectory(directory.resolve("some-plugins"));
        NotesPlugin.packInto(plugins);
        Map<String, String> settings = in("with-plugin");
        settings.put("PARLEY_PLUGINS_DIR", plugins.toString());
        try (ParleyProcess parley = ParleyProcess.serve(directory, settings)) {
            parley.anonymous()
                    .with("X-Notes-Key", ParleyProcess.KEY)
                    .post("/notes/v1/notes", "{\"text\":\"hello\"}")
                    .expect(201);
        }
        succeeds(settings, "backup", "with-plugin.backup");
        settings.put("PARLEY_DATA_DIR", "with-plugin-again");
        succeeds(settings, "restore", "with-plugin.backup");
        try (ParleyProcess parley = ParleyProcess.serve(directory, settings)) {
            assertThat(parley.anonymous()
                            .with("X-Notes-Key", ParleyProcess.KEY)
                            .get("/notes/v1/notes")
                            .text())
                    .contains("hello");
        }
        return "with-plugin.backup";
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
        return List.of(
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
            Reply reply = (path.startsWith("/api/") ? bearer(parley) : parley.client()).get(path);
            assertThat(reply.status()).as(path + " " + reply.text()).isEqualTo(200);
            answers.put(path, reply.text());
        }
        return answers;
    }

    private static Client bearer(ParleyProcess parley) {
        return parley.anonymous().with("Authorization", "Bearer " + ParleyProcess.KEY);
    }
}
