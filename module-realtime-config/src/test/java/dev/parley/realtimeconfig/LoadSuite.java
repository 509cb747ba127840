package dev.parley.realtimeconfig;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.json.CallerSchema;
import dev.parley.core.testing.Generated;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Many callers at one page. */
abstract class LoadSuite extends ConfigSuite {

    private final Queue<String> faults = new ConcurrentLinkedQueue<>();

    private void together(List<Runnable> callers) {
        faults.clear();
        List<Thread> threads = callers.stream().map(Thread::new).toList();
        threads.forEach(thread -> {
            thread.setUncaughtExceptionHandler((of, error) -> faults.add(String.valueOf(error.getMessage())));
            thread.start();
        });
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        assertThat(faults).isEmpty();
    }

    /** Seen to fail when variables were merged with the page as it was looked up before its lock. */
    @Test
    void noKeyIsLostAndNoMomentComesTwice() {
        String page = pages + "/sandbox";
        Queue<String> moments = new ConcurrentLinkedQueue<>();
        List<Runnable> callers = new ArrayList<>();
        for (int caller = 0; caller < 8; caller++) {
            String name = "key" + caller;
            callers.add(() -> {
                String before = "";
                for (int i = 1; i <= 60; i++) {
                    String moment = patch(page, "{\"" + name + "\":" + i + "}")
                            .path("lastUpdated")
                            .asText();
                    assertThat(moment).isGreaterThan(before);
                    before = moment;
                    moments.add(moment);
                }
            });
        }
        together(callers);
        JsonNode variables = client.get(page).expect(200).path("variables");
        assertThat(variables)
                .hasSize(8)
                .allSatisfy(value -> assertThat(value.asInt()).isEqualTo(60));
        assertThat(moments).hasSize(480).doesNotHaveDuplicates();
    }

    /**
     * While schemas and variables are replaced in any order, every read is one committed state, and what a write of variables or the
     * atomic call stored fitted the schema that was current. Seen to fail when a page was read by two statements of different moments.
     */
    @Test
    void everyReadIsOneStateAndWhatIsWrittenFits() {
        String page = pages + "/sandbox";
        long seed = Long.getLong(Generated.SEED, System.nanoTime());
        System.out.println("seed " + seed);
        client.send("PUT", page, both(0)).expect(200);
        AtomicBoolean done = new AtomicBoolean();
        List<Runnable> callers = new ArrayList<>();
        for (int caller = 0; caller < 4; caller++) {
            Random random = new Random(seed + caller);
            callers.add(() -> {
                for (int i = 0; i < 60; i++) {
                    int n = random.nextInt(1000);
                    switch (random.nextInt(4)) {
                        case 0 -> putSchema(page, schema(n));
                        case 1 ->
                            assertThat(client.patch(
                                                    page + "/variables",
                                                    "{\"variables\":{\"n\":" + n + ",\"m\":" + n + "}}")
                                            .status())
                                    .isIn(200, 400);
                        default -> client.send("PUT", page, both(n)).expect(200);
                    }
                }
                done.set(true);
            });
        }
        for (int reader = 0; reader < 2; reader++) {
            callers.add(() -> {
                while (!done.get()) {
                    JsonNode read = client.get(page).expect(200);
                    assertThat(read.at("/variables/n")).isEqualTo(read.at("/variables/m"));
                    assertThat(read.has("violations")).isEqualTo(!fits(read));
                }
            });
        }
        together(callers);
        JsonNode history = client.get(page + "/history").expect(200).path("history");
        assertThat(history).hasSizeGreaterThan(60);
        for (JsonNode change : history) {
            if (!change.path("action").asText().equals("config-schema.replace")) {
                JsonNode state =
                        client.get(page + "?at=" + change.path("at").asText()).expect(200);
                assertThat(fits(state)).as("%s %s", change, state).isTrue();
            }
        }
    }

    private static String schema(int n) {
        return "{\"properties\":{\"n\":{\"minimum\":" + (n - 100) + ",\"maximum\":" + (n + 100)
                + "},\"m\":{\"type\":\"integer\"}}}";
    }

    private static String both(int n) {
        return "{\"schema\":" + schema(n) + ",\"variables\":{\"n\":" + n + ",\"m\":" + n + "}}";
    }

    private static boolean fits(JsonNode page) {
        try {
            return CallerSchema.compile(page.path("schema"))
                    .violations(page.path("variables"))
                    .isEmpty();
        } catch (CallerSchema.InvalidSchemaException | CallerSchema.TooMuchWorkException e) {
            throw new IllegalStateException(e);
        }
    }
}
