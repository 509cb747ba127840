package dev.parley.contract;

import dev.parley.contract.Mutations.Kind;
import dev.parley.contract.Mutations.Spoiled;
import dev.parley.core.testing.Reply;
import dev.parley.core.testing.Threads;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sends requests that are valid, and requests that are spoiled, to operations, and demands of every answer that it keeps to the document
 * and, when it is an error, that nothing in the workspace changed. Several callers at once, each in a workspace of its own.
 */
public final class Fuzzer {

    private static final Pattern CURSOR = Pattern.compile("(?:[?&]cursor=|\"nextCursor\":\")([^&\">]+)");

    /** After so many requests a caller leaves behind what it has made, so that reading it does not become slower and slower. */
    private static final int SCENE = 200;

    private static final AtomicInteger WORKSPACES = new AtomicInteger();

    private final Service service;
    private final String database;
    private final List<ApiOperation> operations;
    private final AnswerRules rules = new AnswerRules();
    private final Map<String, String> findings = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> successes = new ConcurrentHashMap<>();
    private final AtomicInteger sent = new AtomicInteger();

    /**
     * @param service the service
     * @param database the JDBC URL of its database
     * @param operations what to send requests to
     */
    public Fuzzer(Service service, String database, List<ApiOperation> operations) {
        this.service = service;
        this.database = database;
        this.operations = List.copyOf(operations);
    }

    /** Lets callers send so many requests each. */
    public void run(Random random, int callers, int requests) {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            Random own = new Random(random.nextLong());
            threads.add(new Thread(() -> {
                try (Service connection = service.another();
                        Store store = new Store(database)) {
                    new Caller(connection, store, own).send(requests);
                } catch (RuntimeException e) {
                    findings.putIfAbsent("A caller gave up: " + e, e.toString());
                }
            }));
        }
        threads.forEach(Thread::start);
        threads.forEach(Threads::join);
    }

    /** What was found, each beginning with the operation and holding the request. */
    public List<String> findings() {
        return new TreeMap<>(findings)
                .entrySet().stream()
                        .map(finding -> finding.getKey() + finding.getValue())
                        .toList();
    }

    /** Operations that have not once succeeded: what was sent to them proves little. */
    public List<String> neverSucceeded() {
        return operations.stream()
                .map(ApiOperation::toString)
                .filter(operation -> !successes.containsKey(operation))
                .toList();
    }

    /** How many requests were sent. */
    public int sent() {
        return sent.get();
    }

    /** One caller. */
    private final class Caller {

        private final Service connection;
        private final Store store;
        private final Random random;
        private final String workspace = "fuzz-" + WORKSPACES.incrementAndGet();
        private final String key;
        private final Scene scene;
        private final Surprises surprises;
        private final Mutations mutations;
        private List<List<String>> state = List.of();
        private int stateAfter = -1;

        Caller(Service connection, Store store, Random random) {
            this.connection = connection;
            this.store = store;
            this.random = random;
            this.key = store.key(workspace);
            this.scene = new Scene(connection, workspace, key, new Taste("fuzz"));
            this.surprises = new Surprises("fuzz", random);
            this.mutations = new Mutations(random);
        }

        void send(int requests) {
            for (int i = 0; i < requests; i++) {
                if (i % SCENE == 0) {
                    scene.forget();
                }
                ApiOperation operation = operations.get(random.nextInt(operations.size()));
                try {
                    tryOut(operation, request(operation));
                } catch (CannotPlaceException e) {
                    found(operation, "cannot be tried", e.getMessage());
                } catch (UncheckedIOException e) {
                    found(operation, "has no answer", "\n  while the scene was set: " + e.getMessage());
                }
            }
        }

        private ApiRequest request(ApiOperation operation) {
            try {
                return scene.request(operation, surprises);
            } catch (CannotPlaceException e) {
                // What was there was deleted, or filled up.
                scene.forget();
                return scene.request(operation, surprises);
            }
        }

        private void tryOut(ApiOperation operation, ApiRequest request) {
            Spoiled spoiled = spoiled(request);
            RawRequest raw = spoiled.request();
            List<List<String>> before = state();
            Reply reply;
            try {
                reply = connection.send(raw);
            } catch (UncheckedIOException e) {
                found(operation, "has no answer", "\n  to " + raw + "\n  but: " + e.getCause());
                return;
            }
            sent.incrementAndGet();
            if (spoiled.kind() == Kind.NO_HTTP) {
                connection.close();
            }
            violations(operation, spoiled, reply).forEach(violation -> found(operation, violation, told(raw, reply)));
            boolean isError = reply.status() >= 400;
            if (isError || raw.method().equals("GET")) {
                List<String> changed = Store.changed(before, state());
                // What is read may be prepared for that; a change would have been written down.
                if (isError ? !changed.isEmpty() : changed.contains("core_audit")) {
                    found(operation, "changed " + changed + " and answers " + reply.status(), told(raw, reply));
                }
            }
            if (reply.status() < 300 && spoiled.kind() == Kind.OPERATION) {
                remember(operation, reply);
            }
        }

        /** What the workspace has; nobody else is there to change it. */
        private List<List<String>> state() {
            if (connection.sent() != stateAfter) {
                stateAfter = connection.sent();
                state = store.state(workspace);
            }
            return state;
        }

        private Spoiled spoiled(ApiRequest request) {
            Spoiled spoiled = random.nextInt(100) < 35
                    ? new Spoiled(RawRequest.of(request, key), Kind.OPERATION)
                    : mutations.spoil(request, key);
            return spoiled.request().isTooLong() ? new Spoiled(spoiled.request(), Kind.NO_HTTP) : spoiled;
        }

        private List<String> violations(ApiOperation operation, Spoiled spoiled, Reply reply) {
            boolean hasBody = !spoiled.request().method().equals("HEAD");
            boolean isDeclared = switch (spoiled.kind()) {
                case OPERATION -> true;
                // Whatever it leads to in the family, errors are the same everywhere.
                case SOMEWHERE ->
                    reply.status() >= 400
                            && operation
                                    .document()
                                    .isBelowBase(spoiled.request().target());
                case NO_HTTP -> false;
            };
            return isDeclared || reply.status() >= 500 ? rules.violations(operation, reply, hasBody) : List.of();
        }

        private void remember(ApiOperation operation, Reply reply) {
            successes
                    .computeIfAbsent(operation.toString(), name -> new AtomicInteger())
                    .incrementAndGet();
            String links = String.join(" ", reply.headers().allValues("link")) + reply.text();
            Matcher cursor = CURSOR.matcher(links);
            if (cursor.find()) {
                mutations.setCursor(cursor.group(1));
            }
        }

        private void found(ApiOperation operation, String what, String details) {
            findings.putIfAbsent(operation + " " + what, details);
        }

        private static String told(RawRequest raw, Reply reply) {
            String text = reply.text();
            return "\n  to " + raw + "\n  namely: " + (text.length() > 2000 ? text.substring(0, 2000) + "..." : text);
        }
    }
}
