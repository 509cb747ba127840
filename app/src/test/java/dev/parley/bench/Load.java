package dev.parley.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/**
 * Sends requests over connections that stay open, all of them on the calling thread, so that it takes as little of the machine as it can.
 * Every answer is read to its end.
 */
final class Load {

    private static final int BUFFER = 16 * 1024;
    private static final String LENGTH = "content-length:";

    private final Requests requests;
    private final Selector selector;
    private final List<Connection> connections = new ArrayList<>();
    private final Deque<Connection> idle = new ArrayDeque<>();

    private long[] latencies = new long[BUFFER];
    private int answers;
    private int errors;
    private long sent;

    /** What to send. */
    interface Requests {
        /**
         * The next request.
         *
         * @param connection the number of the connection that it goes over, from 0
         * @param number how many have been sent before, over all connections
         */
        byte[] next(int connection, long number);
    }

    /**
     * What came of it.
     *
     * @param errors answers that are none of 2xx
     * @param nanos how long each answer took, ascending
     */
    record Sample(double seconds, int errors, long[] nanos) {

        double perSecond() {
            return nanos.length / seconds;
        }

        double millis(double quantile) {
            return nanos.length == 0 ? Double.NaN : nanos[(int) (quantile * (nanos.length - 1))] / 1e6;
        }
    }

    private static final class Connection {
        final int number;
        final SocketChannel channel;
        byte[] bytes = new byte[BUFFER];
        ByteBuffer input = ByteBuffer.wrap(bytes);
        ByteBuffer output = ByteBuffer.allocate(0);
        long due;

        Connection(int number, SocketChannel channel) {
            this.number = number;
            this.channel = channel;
        }
    }

    private Load(List<InetSocketAddress> servers, int count, Requests requests) throws IOException {
        this.requests = requests;
        selector = Selector.open();
        for (int i = 0; i < count; i++) {
            SocketChannel channel = SocketChannel.open(servers.get(i % servers.size()));
            channel.setOption(java.net.StandardSocketOptions.TCP_NODELAY, true);
            channel.configureBlocking(false);
            Connection connection = new Connection(i, channel);
            channel.register(selector, SelectionKey.OP_READ, connection);
            connections.add(connection);
            idle.add(connection);
        }
    }

    /** Each connection sends its next request when it has its answer. */
    static Sample closed(InetSocketAddress server, int connections, Duration time, Requests requests) {
        return closed(List.of(server), connections, time, requests);
    }

    /** The same with the connections spread over several servers. */
    static Sample closed(List<InetSocketAddress> servers, int connections, Duration time, Requests requests) {
        return run(servers, connections, Double.POSITIVE_INFINITY, time, requests);
    }

    /**
     * So many requests a second, whatever becomes of those before: what waits for a connection counts from when it was due.
     *
     * @param connections how many requests may be under way at once
     */
    static Sample open(InetSocketAddress server, int connections, double perSecond, Duration time, Requests requests) {
        return run(List.of(server), connections, perSecond, time, requests);
    }

    private static Sample run(
            List<InetSocketAddress> servers, int connections, double perSecond, Duration time, Requests requests) {
        try {
            Load load = new Load(servers, connections, requests);
            try {
                return load.run(perSecond, time);
            } finally {
                for (Connection connection : load.connections) {
                    connection.channel.close();
                }
                load.selector.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Sample run(double perSecond, Duration time) throws IOException {
        boolean paced = Double.isFinite(perSecond);
        long began = System.nanoTime();
        long end = began + time.toNanos();
        long now = began;
        while (now < end || idle.size() < connections.size()) {
            long wait = 1;
            while (now < end && !idle.isEmpty()) {
                long due = paced ? began + (long) (sent * 1e9 / perSecond) : now;
                if (due > now) {
                    break;
                }
                send(idle.poll(), due, now);
            }
            if (now >= end || idle.isEmpty()) {
                wait = 1000;
            }
            selector.select(this::receive, wait);
            now = System.nanoTime();
            if (now > end + Duration.ofSeconds(30).toNanos()) {
                throw new IOException("No answer for half a minute");
            }
        }
        long[] nanos = Arrays.copyOf(latencies, answers);
        Arrays.sort(nanos);
        return new Sample((now - began) / 1e9, errors, nanos);
    }

    /** The timer of a selector is a millisecond coarse: what was due less long ago counts from now. */
    private void send(Connection connection, long due, long now) throws IOException {
        connection.due = now - due < 2_000_000 ? now : due;
        connection.output = ByteBuffer.wrap(requests.next(connection.number, sent++));
        write(connection);
    }

    private void write(Connection connection) throws IOException {
        connection.channel.write(connection.output);
        connection
                .channel
                .keyFor(selector)
                .interestOps(
                        connection.output.hasRemaining()
                                ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
                                : SelectionKey.OP_READ);
    }

    private void receive(SelectionKey key) {
        Connection connection = (Connection) key.attachment();
        try {
            if (key.isWritable()) {
                write(connection);
            }
            if (key.isReadable()) {
                read(connection);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(Connection connection) throws IOException {
        if (connection.channel.read(connection.input) < 0) {
            throw new IOException("The server closed a connection");
        }
        int received = connection.input.position();
        int head = endOfHead(connection.bytes, received);
        if (head > 0) {
            String text = new String(connection.bytes, 0, head, StandardCharsets.ISO_8859_1);
            int whole = head + length(text);
            if (received >= whole) {
                answered(connection, text);
            } else if (whole > connection.bytes.length) {
                connection.bytes = Arrays.copyOf(connection.bytes, whole);
                connection.input = ByteBuffer.wrap(connection.bytes).position(received);
            }
        }
    }

    private void answered(Connection connection, String head) {
        if (answers == latencies.length) {
            latencies = Arrays.copyOf(latencies, 2 * answers);
        }
        latencies[answers++] = System.nanoTime() - connection.due;
        if (head.charAt("HTTP/1.1 ".length()) != '2') {
            errors++;
        }
        connection.input.clear();
        idle.add(connection);
    }

    private static int endOfHead(byte[] bytes, int received) {
        for (int i = 3; i < received; i++) {
            if (bytes[i] == '\n' && bytes[i - 1] == '\r' && bytes[i - 2] == '\n') {
                return i + 1;
            }
        }
        return -1;
    }

    private static int length(String head) {
        String lower = head.toLowerCase(Locale.ROOT);
        int at = lower.indexOf(LENGTH);
        if (at < 0) {
            if (lower.contains("transfer-encoding:")) {
                throw new IllegalStateException("An answer in chunks");
            }
            return 0;
        }
        return Integer.parseInt(
                head.substring(at + LENGTH.length(), head.indexOf('\r', at)).strip());
    }
}
