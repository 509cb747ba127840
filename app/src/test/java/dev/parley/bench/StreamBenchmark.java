package dev.parley.bench;

import dev.parley.core.database.Database;
import dev.parley.core.revision.Spaces;
import dev.parley.core.security.ApiKey;
import dev.parley.core.security.Caller;
import dev.parley.core.testing.Client;
import dev.parley.core.testing.TestDatabases;
import dev.parley.core.testing.TestKeys;
import dev.parley.core.write.Write;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How long a change of a config page takes from its acknowledgment to each of many followers, and, as the floor in the same run, how long
 * the same bytes take from a loop over as many sockets. Prints a table.
 */
final class StreamBenchmark {

    private static final int WARM_UP = 30;
    private static final int CHANGES = 100;
    private static final String WORKSPACE = "streams";
    private static final String PAGE = "/v1/agents/agent/real-time-configs/live";

    private StreamBenchmark() {}

    static void run(int followers) throws IOException {
        System.out.printf("%d followers of one page, %d changes; milliseconds%n", followers, CHANGES);
        System.out.printf("%-62s %8s %8s %8s%n", "", "p50", "p99", "max");
        print("floor: a loop that writes the event to as many sockets", floor(followers));
        Map<String, String> h2 = TestDatabases.h2();
        try (EmbeddedServer one = start(h2)) {
            prepare(one);
            print("one instance, H2: after the acknowledgment", measure(one, one, followers));
        }
        Map<String, String> postgreSql = TestDatabases.postgreSql();
        try (EmbeddedServer one = start(postgreSql);
                EmbeddedServer two = start(postgreSql)) {
            prepare(one);
            print("followers on one instance, writer on the other, PostgreSQL", measure(one, two, followers));
        }
    }

    private static EmbeddedServer start(Map<String, String> properties) {
        return ApplicationContext.builder()
                .deduceEnvironment(false)
                .banner(false)
                .properties(Map.copyOf(properties))
                .start()
                .getBean(EmbeddedServer.class)
                .start();
    }

    private static String key = "";

    private static void prepare(EmbeddedServer server) {
        ApplicationContext context = server.getApplicationContext();
        key = new TestKeys(context).all(WORKSPACE);
        Caller caller = new Caller(WORKSPACE, "polyai", "benchmark", Optional.empty(), Set.of(ApiKey.ALL), Set.of());
        Write write = new Write(caller, "benchmark", Instant.now().truncatedTo(ChronoUnit.MILLIS));
        context.getBean(Database.class)
                .write(() -> context.getBean(Spaces.class)
                        .create(write, "agent", () -> "agent", "Agent", null, change -> {}));
    }

    private static InetSocketAddress address(EmbeddedServer server) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort());
    }

    private static List<Long> measure(EmbeddedServer followed, EmbeddedServer written, int count) {
        Client writer = Client.of(written.getURL().toString()).key(key);
        List<Long> delays = new ArrayList<>();
        try (Followers followers = new Followers(address(followed), PAGE + "/stream", key, count)) {
            followers.await(0);
            for (int i = 1; i <= WARM_UP + CHANGES; i++) {
                followers.expect(i);
                writer.patch(PAGE + "/variables", "{\"variables\":{\"open_hour\":" + i + "}}")
                        .expect(200);
                long acknowledged = System.nanoTime();
                List<Long> arrivals = followers.await(i);
                if (i > WARM_UP) {
                    // Whoever had it before the writer knew has not waited.
                    arrivals.forEach(arrival -> delays.add(Math.max(0, arrival - acknowledged)));
                }
            }
        }
        return delays;
    }

    private static List<Long> floor(int count) throws IOException {
        List<Long> delays = new ArrayList<>();
        try (ServerSocketChannel server = ServerSocketChannel.open()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), count);
            try (Followers followers =
                    new Followers((InetSocketAddress) server.getLocalAddress(), PAGE, "none", count)) {
                List<SocketChannel> channels = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    channels.add(server.accept());
                }
                for (int i = 1; i <= WARM_UP + CHANGES; i++) {
                    byte[] event = ("id: " + i + "\ndata: {\"clientEnv\":\"live\",\"variables\":{\"open_hour\":" + i
                                    + "},\"schema\":{},\"lastUpdated\":\"2026-01-01T00:00:00.000Z\"}\n\n")
                            .getBytes(StandardCharsets.UTF_8);
                    followers.expect(i);
                    long began = System.nanoTime();
                    for (SocketChannel channel : channels) {
                        channel.write(ByteBuffer.wrap(event));
                    }
                    List<Long> arrivals = followers.await(i);
                    if (i > WARM_UP) {
                        arrivals.forEach(arrival -> delays.add(arrival - began));
                    }
                }
                for (SocketChannel channel : channels) {
                    channel.close();
                }
            }
        }
        return delays;
    }

    private static void print(String what, List<Long> delays) {
        List<Long> sorted = delays.stream().sorted().toList();
        System.out.printf(
                "%-62s %8.2f %8.2f %8.2f%n",
                what,
                millis(sorted.get(sorted.size() / 2)),
                millis(sorted.get(sorted.size() * 99 / 100)),
                millis(sorted.get(sorted.size() - 1)));
    }

    private static double millis(long nanos) {
        return nanos / 1_000_000.0;
    }
}
