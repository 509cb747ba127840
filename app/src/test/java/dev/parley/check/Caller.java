package dev.parley.check;

import dev.parley.check.Findings.Promise;
import dev.parley.core.testing.Client;
import dev.parley.core.testing.Reply;
import dev.parley.core.testing.Threads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One of the callers: sends one request after the other, mostly to its own instance, to another one when that is gone. Some writes have
 * an {@code Idempotency-Key} and are sent again until they are answered, and a few of these once more after that; of some the connection
 * is cut before the answer.
 */
final class Caller {

    /** One of so many writes is cut off. */
    private static final int CUTS = 60;

    private static final int KEYS = 3;
    private static final int REPLAYS = 8;
    private static final int MAX_ATTEMPTS = 50;
    private static final Pattern IN_USE = Pattern.compile("idempotency_key_in_use", Pattern.CASE_INSENSITIVE);

    private final Workload workload;
    private final List<IntSupplier> ports;
    private final String key;
    private final int home;
    private final Random random;

    /**
     * @param ports where the instances listen; asked each time, since an instance may have been started again
     * @param key the API key, of both families
     * @param home which instance it prefers
     */
    Caller(Workload workload, List<IntSupplier> ports, String key, int home, Random random) {
        this.workload = workload;
        this.ports = ports;
        this.key = key;
        this.home = home % ports.size();
        this.random = random;
    }

    Random random() {
        return random;
    }

    boolean chance(int oneOf) {
        return random.nextInt(oneOf) == 0;
    }

    /** Reads; when the answer does not come, nothing was seen. */
    Sent read(String path) {
        workload.count();
        long invoked = System.nanoTime();
        Map<String, String> headers = headers(path);
        headers.put("X-Request-Id", workload.next("r"));
        Reply reply = attempt("GET", path, null, headers, false);
        return sent("GET", path, null, invoked, reply, false);
    }

    /** Writes. */
    Sent write(String method, String path, @Nullable String body) {
        return write(method, path, body, null, true);
    }

    /**
     * Writes.
     *
     * @param ifMatch the header of that name, or null for none
     * @param isAudited whether it always leaves a change in the audit when it succeeds
     */
    Sent write(String method, String path, @Nullable String body, @Nullable String ifMatch, boolean isAudited) {
        workload.count();
        boolean isKeyed = chance(KEYS);
        boolean isCut = chance(CUTS);
        String idempotencyKey = isKeyed ? workload.next("key-") : null;
        Ledger.Entry entry = workload.ledger().open(method + " " + path + " " + body);
        long invoked = System.nanoTime();
        Map<String, String> headers = headers(path);
        if (ifMatch != null) {
            headers.put("If-Match", ifMatch);
        }
        if (idempotencyKey != null) {
            headers.put("Idempotency-Key", idempotencyKey);
        }
        for (int attempt = 1; ; attempt++) {
            boolean isRetried = attempt > 1;
            Reply reply = isRetried
                    ? attemptAgain(entry, method, path, body, headers)
                    : attempt(entry, method, path, body, headers, isCut);
            if (reply != null && reply.status() < 300) {
                if (isAudited) {
                    entry.acknowledged();
                }
                Sent sent = sent(method, path, body, invoked, reply, isRetried || isKeyed);
                if (isKeyed && chance(REPLAYS)) {
                    replay(entry, sent, method, path, body, headers);
                }
                return sent;
            } else if (reply != null && !isRetried) {
                if (reply.status() < 500) {
                    entry.refused();
                    return sent(method, path, body, invoked, reply, false);
                }
                return sent(method, path, body, invoked, null, false);
            }
            if (reply == null) {
                workload.countUnknown();
            }
            // An attempt that was refused does not tell what an earlier one did, or will do.
            if (reply != null || !isKeyed || attempt == MAX_ATTEMPTS) {
                return sent(method, path, body, invoked, null, isRetried);
            }
        }
    }

    /**
     * A write that was answered is answered the same again; or, while an earlier attempt whose connection was lost is still at work, with
     * the demand to ask later.
     */
    private void replay(
            Ledger.Entry entry,
            Sent first,
            String method,
            String path,
            @Nullable String body,
            Map<String, String> headers) {
        Reply again = attemptAgain(entry, method, path, body, headers);
        Reply before = first.reply();
        if (again != null
                && before != null
                && (again.status() != before.status()
                        || !tag(again).equals(tag(before))
                        || !Arrays.equals(again.bytes(), before.bytes()))) {
            workload.findings()
                    .add(
                            Promise.NOTHING_ACTS_TWICE,
                            "Sent again with its key, " + first.request() + " was answered first with " + before.text()
                                    + ", then with " + again.status() + " " + again.text());
        }
    }

    private static boolean isInUse(@Nullable Reply reply) {
        return reply != null
                && reply.status() == 409
                && IN_USE.matcher(reply.text()).find();
    }

    private static Optional<String> tag(Reply reply) {
        return reply.headers().firstValue("ETag");
    }

    private static Sent sent(
            String method, String path, @Nullable String body, long invoked, @Nullable Reply reply, boolean isRetried) {
        return new Sent(
                method + " " + path + (body == null ? "" : " " + body),
                invoked,
                reply == null ? Operation.NEVER : System.nanoTime(),
                reply,
                isRetried);
    }

    /** Something that was answered that should not have been. */
    void unexpected(Sent sent) {
        if (sent.status() != 0) {
            workload.findings()
                    .add(
                            Promise.THE_REST_HOLDS,
                            "Unexpected: " + sent.request() + " was answered with " + sent.status() + " "
                                    + sent.json());
        }
    }

    private Map<String, String> headers(String path) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (path.startsWith("/api/")) {
            headers.put("Authorization", "Bearer " + key);
        } else {
            headers.put("x-api-key", key);
        }
        return headers;
    }

    /** Sends again under the same key: as often as it takes until no earlier attempt is at work, as the answer demands. */
    private @Nullable Reply attemptAgain(
            Ledger.Entry entry, String method, String path, @Nullable String body, Map<String, String> headers) {
        for (int attempt = 1; ; attempt++) {
            Reply reply = attempt(entry, method, path, body, headers, false);
            if (!isInUse(reply) || attempt == MAX_ATTEMPTS) {
                return reply;
            }
            Threads.pause(10);
        }
    }

    /** Sends once, as a request of its own. */
    private @Nullable Reply attempt(
            Ledger.Entry entry,
            String method,
            String path,
            @Nullable String body,
            Map<String, String> headers,
            boolean isCut) {
        String id = workload.next("r");
        entry.attempt(id);
        headers.put("X-Request-Id", id);
        return attempt(method, path, body, headers, isCut);
    }

    /** Sends once; null when the outcome is not known. An instance that takes no connections has got nothing: the next one is asked. */
    private @Nullable Reply attempt(
            String method, String path, @Nullable String body, Map<String, String> headers, boolean isCut) {
        int first = home + (chance(10) ? 1 : 0);
        for (int i = first; ; i++) {
            int port = ports.get(i % ports.size()).getAsInt();
            try {
                if (isCut) {
                    sendAndHangUp(port, method, path, body, headers);
                    return null;
                }
                Client client = Client.of("http://127.0.0.1:" + port);
                for (Map.Entry<String, String> header : headers.entrySet()) {
                    client = client.with(header.getKey(), header.getValue());
                }
                Reply reply = client.send(method, path, body);
                if (reply.status() >= 500) {
                    unexpected(sent(method, path, body, 0, reply, false));
                }
                return reply;
            } catch (UncheckedIOException e) {
                if (!(e.getCause() instanceof ConnectException)) {
                    return null;
                }
            } catch (ConnectException e) {
                // The next one, then.
            } catch (IOException e) {
                return null;
            }
            Threads.pause(1);
        }
    }

    /** Sends all of a request and closes the connection, in order or not, at once or a little later. */
    private void sendAndHangUp(int port, String method, String path, @Nullable String body, Map<String, String> headers)
            throws IOException {
        byte[] content = (body == null ? "" : body).getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append(body == null ? "" : "Content-Type: application/json\r\n")
                .append("Content-Length: ")
                .append(content.length)
                .append("\r\n\r\n");
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write(head.append(body == null ? "" : body).toString().getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            Threads.pause(random.nextInt(6));
            socket.setSoLinger(random.nextBoolean(), 0);
        }
    }
}
