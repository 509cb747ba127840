package dev.parley.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Many followers of one page, each on a connection of its own, read by one thread. */
public final class Followers implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;

    private final Selector selector;
    private final List<Follower> followers = new ArrayList<>();
    private final Thread reader;
    private volatile boolean closed;

    private static final class Follower {
        final SocketChannel channel;
        final StringBuilder rest = new StringBuilder();
        final Set<Long> events = new HashSet<>();

        Follower(SocketChannel channel) {
            this.channel = channel;
        }
    }

    /** When which followers had an event. */
    private long awaited = -1;

    private final List<Long> arrivals = new ArrayList<>();

    /**
     * Begins to follow.
     *
     * @param address of the server
     * @param path of the stream
     * @param key of a caller
     */
    public Followers(InetSocketAddress address, String path, String key, int count) {
        byte[] request = ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nx-api-key: " + key + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        try {
            selector = Selector.open();
            for (int i = 0; i < count; i++) {
                SocketChannel channel = SocketChannel.open(address);
                channel.write(ByteBuffer.wrap(request));
                channel.configureBlocking(false);
                Follower follower = new Follower(channel);
                channel.register(selector, SelectionKey.OP_READ, follower);
                followers.add(follower);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reader = new Thread(this::read, "followers");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        while (!closed) {
            try {
                selector.select(100);
                for (SelectionKey key : selector.selectedKeys()) {
                    buffer.clear();
                    Follower follower = (Follower) key.attachment();
                    if (follower.channel.read(buffer) < 0) {
                        key.cancel();
                    } else {
                        take(follower, new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8));
                    }
                }
                selector.selectedKeys().clear();
            } catch (IOException e) {
                if (!closed) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    private synchronized void take(Follower follower, String text) {
        long now = System.nanoTime();
        follower.rest.append(text);
        int line = follower.rest.indexOf("\n");
        while (line >= 0) {
            String complete = follower.rest.substring(0, line);
            follower.rest.delete(0, line + 1);
            if (complete.startsWith("id: ")) {
                long event = Long.parseLong(complete.substring(4).strip());
                if (follower.events.add(event) && event == awaited) {
                    arrivals.add(now);
                }
            }
            line = follower.rest.indexOf("\n");
        }
        notifyAll();
    }

    /** Says which event comes next, so that its arrivals are noted. */
    public synchronized void expect(long event) {
        awaited = event;
        arrivals.clear();
    }

    /**
     * Waits until every follower has an event.
     *
     * @return when each had the expected one, by {@link System#nanoTime}; shorter when some had it before it was expected
     * @throws IllegalStateException when some do not get it within half a minute
     */
    public synchronized List<Long> await(long event) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!followers.stream().allMatch(follower -> follower.events.contains(event))) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Only "
                        + followers.stream()
                                .filter(follower -> follower.events.contains(event))
                                .count()
                        + " of " + followers.size() + " followers had event " + event);
            }
            try {
                wait(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        return List.copyOf(arrivals);
    }

    /** The followers that missed one of the events of a stretch. */
    public synchronized long missing(long first, long last) {
        return followers.stream()
                .filter(follower -> {
                    for (long event = first; event <= last; event++) {
                        if (!follower.events.contains(event)) {
                            return true;
                        }
                    }
                    return false;
                })
                .count();
    }

    @Override
    public void close() {
        closed = true;
        try {
            for (Follower follower : followers) {
                follower.channel.close();
            }
            selector.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
