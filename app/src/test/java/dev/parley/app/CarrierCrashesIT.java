package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.testing.Client;
import dev.parley.core.testing.Threads;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} of the jar while a carrier, which comes as a plug-in and keeps its bindings in files, is at work: before it has bound,
 * after it has bound and before that is committed, between two numbers of an import, before it has released, and at any moment. After
 * the restart store and carrier agree by themselves, and what was acknowledged is as it was. {@code -Dparley.carrier.kills=100} is the
 * long form.
 *
 * <p>Seen to fail when nothing was settled, and with H2 2.5.252, which forgot what was written down before the carrier was asked.
 */
final class CarrierCrashesIT {

    private static final int KILLS = Integer.getInteger("parley.carrier.kills", 3);
    private static final int CALLERS = 6;
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @TempDir
    private Path directory;

    private Path carrier;

    @BeforeEach
    void packTheCarrier() throws IOException {
        carrier = Files.createDirectory(directory.resolve("carrier"));
        PackedPlugin.pack(
                Files.createDirectory(directory.resolve("plugins")).resolve("carrier.jar"),
                "dev.parley.carrier",
                Path.of("src", "test", "carrier-plugin"));
    }

    @Test
    void storeAndCarrierAgreeAfterKillsOnH2() {
        killAtEveryPoint(settings());
    }

    @Test
    void storeAndCarrierAgreeAfterKillsOnPostgreSql() throws IOException {
        try (EmbeddedPostgres server = server()) {
            killAtEveryPoint(settings(server));
        }
    }

    private void killAtEveryPoint(Map<String, String> settings) {
        ParleyProcess parley = ParleyProcess.serve(directory, settings);
        try {
            String agent = agent(parley.client());
            List<String> kept = newNumbers(2);
            parley.client().post(agent, body(kept)).expect(201);
            for (String where : List.of("stop-before-bind", "stop-after-bind")) {
                for (int k = 0; k < 3; k++) {
                    List<String> numbers = newNumbers(3);
                    parley = killDuring(
                            parley, settings, where, numbers.get(k), client -> client.post(agent, body(numbers)));
                    // Without a word from anybody.
                    awaitCarrier(kept);
                    assertThat(numbers(parley.client(), agent)).isEqualTo(kept);
                    // As if nothing had happened, once the time of the dead is over.
                    Client client = parley.client();
                    await(() -> client.post(agent, body(numbers)).status() == 201);
                    kept.addAll(numbers);
                    awaitCarrier(kept);
                }
            }
            String given = kept.remove(0);
            parley = killDuring(
                    parley, settings, "stop-before-release", given, client -> client.delete(agent + "/" + given));
            awaitCarrier(kept);
            assertThat(numbers(parley.client(), agent)).isEqualTo(kept);
            assertThat(parley.output()).doesNotContain("ERROR");
        } finally {
            parley.close();
        }
    }

    /** Kills the service when the carrier has got to where it stops, and starts it again. */
    private ParleyProcess killDuring(
            ParleyProcess parley, Map<String, String> settings, String where, String number, Consumer<Client> request) {
        try {
            Files.writeString(carrier.resolve(where), number);
            CompletableFuture<Void> caller = CompletableFuture.runAsync(() -> {
                try {
                    request.accept(parley.client());
                } catch (UncheckedIOException e) {
                    // The instance is gone.
                }
            });
            await(() -> Files.exists(carrier.resolve("stopped")));
            parley.kill();
            caller.join();
            Files.delete(carrier.resolve(where));
            Files.delete(carrier.resolve("stopped"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ParleyProcess.serve(directory, settings);
    }

    @Test
    void nothingAcknowledgedIsLostByKillsOnH2() throws InterruptedException {
        killAtAnyMoment(settings());
    }

    @Test
    void nothingAcknowledgedIsLostByKillsOnPostgreSql() throws IOException, InterruptedException {
        try (EmbeddedPostgres server = server()) {
            killAtAnyMoment(settings(server));
        }
    }

    private void killAtAnyMoment(Map<String, String> settings) throws InterruptedException {
        Set<String> imported = ConcurrentHashMap.newKeySet();
        Set<String> deleted = ConcurrentHashMap.newKeySet();
        ParleyProcess parley = ParleyProcess.serve(directory, settings);
        try {
            String agent = agent(parley.client());
            for (int kill = 0; kill < KILLS; kill++) {
                Client client = parley.client();
                int before = imported.size();
                List<Thread> callers = new ArrayList<>();
                for (int i = 0; i < CALLERS; i++) {
                    callers.add(new Thread(() -> importAndDelete(client, agent, imported, deleted)));
                }
                callers.forEach(Thread::start);
                int enough = before + 20 + 7 * kill;
                await(() -> imported.size() > enough);
                parley.kill();
                for (Thread caller : callers) {
                    caller.join();
                }
                parley = ParleyProcess.serve(directory, settings);
                Client again = parley.client();
                await(() -> inCarrier().equals(new TreeSet<>(numbers(again, agent))));
                assertThat(numbers(again, agent))
                        .containsAll(imported.stream()
                                .filter(number -> !deleted.contains(number))
                                .toList());
            }
        } finally {
            parley.close();
        }
    }

    /**
     * Works until the instance is gone.
     *
     * @param imported the numbers whose import was acknowledged
     * @param deleted the numbers whose deletion was asked for
     */
    private static void importAndDelete(Client client, String agent, Set<String> imported, Set<String> deleted) {
        try {
            while (true) {
                List<String> numbers = newNumbers(3);
                client.post(agent, body(numbers)).expect(201);
                imported.addAll(numbers);
                deleted.add(numbers.get(0));
                client.delete(agent + "/" + numbers.get(0)).expect(200);
            }
        } catch (UncheckedIOException e) {
            // The instance is gone.
        }
    }

    private static String agent(Client client) {
        return "/v1/agents/"
                + client.post("/v1/agents", "{\"name\":\"called\"}")
                        .expect(200)
                        .path("agentId")
                        .asText()
                + "/telephony/phone-numbers";
    }

    private static List<String> newNumbers(int count) {
        return Stream.generate(() -> "+12025" + String.format("%06d", NUMBER.incrementAndGet()))
                .limit(count)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static String body(List<String> numbers) {
        return "{\"phoneNumbers\":[\"" + String.join("\",\"", numbers) + "\"]}";
    }

    private static List<String> numbers(Client client, String agent) {
        return client.get(agent).expect(200).findValuesAsText("number");
    }

    private void awaitCarrier(List<String> numbers) {
        await(() -> inCarrier().equals(new TreeSet<>(numbers)));
    }

    private Set<String> inCarrier() {
        try (Stream<Path> files = Files.list(carrier)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches("\\+[0-9]+"))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EmbeddedPostgres server() throws IOException {
        return DurablePostgres.builder()
                .setDataDirectory(Files.createDirectory(directory.resolve("postgres")))
                .start();
    }

    private Map<String, String> settings() {
        return Map.of(
                "PARLEY_BOOTSTRAP_API_KEY",
                ParleyProcess.KEY,
                "PARLEY_CARRIER_PATIENCE",
                "2s",
                "CARRIER_DIRECTORY",
                carrier.toString());
    }

    private Map<String, String> settings(EmbeddedPostgres server) {
        Map<String, String> settings = DurablePostgres.settings(server);
        settings.putAll(settings());
        return settings;
    }

    private static void await(BooleanSupplier condition) {
        Threads.await(Duration.ofSeconds(60), condition, () -> "waited for too long");
    }
}
