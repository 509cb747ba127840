package dev.parley.realtimeconfig.stream;

import dev.parley.core.error.ApiException;
import dev.parley.core.error.CoreError;
import dev.parley.core.paging.Chunk;
import dev.parley.core.revision.Branch;
import dev.parley.core.revision.BranchWatch;
import dev.parley.core.revision.History;
import dev.parley.core.revision.History.PastChange;
import dev.parley.realtimeconfig.page.Page;
import dev.parley.realtimeconfig.page.PageEdits;
import dev.parley.realtimeconfig.page.PageService;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** One page and those who follow it through this instance. The page moves on the thread of the watch alone. */
final class PageStream implements BranchWatch.Watcher {

    /** A comment, which tells both ends that the connection is alive. */
    private static final byte[] BEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);

    private static final int CHUNK = 100;

    /** How many events are kept for subscribers that come back. */
    private static final int RECENT = 64;

    /** How many changes a subscriber that comes back gets one by one; beyond that it gets the page as it is. */
    private static final int MAX_MISSED = 1000;

    /** How many events wait for a slow subscriber before it is let go. */
    private static final int MAX_WAITING = 256;

    private final Branch branch;
    private final PageService pages;
    private final PageEdits edits;
    private final History history;
    private final Runnable whenEmpty;
    private final Set<Subscriber> subscribers = new LinkedHashSet<>();
    private final Deque<Event> recent = new ArrayDeque<>();
    private Page page;
    private Event present;
    private boolean ended;

    /**
     * @param page the page of the branch
     * @param whenEmpty runs when the last subscriber is gone; nobody can subscribe any more then
     */
    PageStream(Branch branch, Page page, PageService pages, PageEdits edits, History history, Runnable whenEmpty) {
        this.branch = branch;
        this.page = page;
        this.pages = pages;
        this.edits = edits;
        this.history = history;
        this.whenEmpty = whenEmpty;
        this.present = event(page);
    }

    /** The page after a change, as it is sent. */
    private record Event(long sequence, byte[] bytes) {}

    private record Subscriber(Sinks.Many<byte[]> sink) {}

    private Event event(Page after) {
        String text = "id: " + after.sequence() + "\ndata: " + edits.json(after) + "\n\n";
        return new Event(after.sequence(), text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Subscribes; see {@link PageStreams#follow}.
     *
     * @return the events, or null when the stream has ended
     */
    @Nullable
    Publisher<byte[]> subscribe(@Nullable Long seen, Duration longest) {
        Sinks.Many<byte[]> sink = Sinks.many().unicast().onBackpressureBuffer(new ArrayBlockingQueue<>(MAX_WAITING));
        Subscriber subscriber = new Subscriber(sink);
        Long known = seen;
        List<Event> missed = new ArrayList<>();
        while (true) {
            long upTo;
            synchronized (this) {
                if (ended) {
                    return null;
                }
                long last = missed.isEmpty() ? (known == null ? -1 : known) : last(missed);
                if (last < 0 || last > present.sequence() || present.sequence() - last > MAX_MISSED) {
                    missed = List.of(present);
                    last = present.sequence();
                }
                long oldest =
                        recent.isEmpty() ? Long.MAX_VALUE : recent.getFirst().sequence();
                if (last == present.sequence() || last + 1 >= oldest) {
                    List<Event> initial = new ArrayList<>(missed);
                    for (Event event : recent) {
                        if (event.sequence() > last) {
                            initial.add(event);
                        }
                    }
                    subscribers.add(subscriber);
                    return Flux.concat(
                                    Flux.just(BEAT), Flux.fromIterable(initial).map(Event::bytes), sink.asFlux())
                            .take(longest)
                            .doFinally(signal -> leave(subscriber));
                }
                upTo = present.sequence();
            }
            try {
                missed = read(known == null ? 0 : known, upTo);
            } catch (ApiException e) {
                if (e.code() != CoreError.HISTORY_PRUNED) {
                    throw e;
                }
                // Too long away for the changes one by one.
                known = null;
                missed = List.of();
            }
        }
    }

    private static long last(List<Event> events) {
        return events.get(events.size() - 1).sequence();
    }

    /** The events of the changes after a sequence, from the store. */
    private List<Event> read(long after, long upTo) {
        Page from = pages.page(branch, page.environment(), after, branch.updatedAt());
        List<Event> events = new ArrayList<>();
        for (PastChange change : changes(after, upTo)) {
            from = pages.after(from, change);
            events.add(event(from));
        }
        return events;
    }

    private List<PastChange> changes(long after, long upTo) {
        List<PastChange> changes = new ArrayList<>();
        long last = after;
        while (last < upTo) {
            Chunk<PastChange> chunk = history.of(branch, false).read(last, (int) Math.min(CHUNK, upTo - last));
            if (chunk.items().isEmpty()) {
                break;
            }
            changes.addAll(chunk.items());
            last = changes.get(changes.size() - 1).sequence();
        }
        return changes;
    }

    @Override
    public void changed(long sequence) {
        List<PastChange> changes;
        try {
            changes = changes(page.sequence(), sequence);
        } catch (ApiException e) {
            // This instance was cut off from the database for so long that what it missed is pruned.
            gone();
            return;
        }
        for (PastChange change : changes) {
            Page after = pages.after(page, change);
            Event event = event(after);
            synchronized (this) {
                page = after;
                present = event;
                recent.addLast(event);
                if (recent.size() > RECENT) {
                    recent.removeFirst();
                }
                send(event.bytes());
            }
        }
    }

    /** Tells every subscriber that it is still connected. */
    synchronized void beat() {
        send(BEAT);
    }

    private void send(byte[] bytes) {
        for (Subscriber subscriber : List.copyOf(subscribers)) {
            if (subscriber.sink().tryEmitNext(bytes).isFailure()) {
                end(subscriber);
            }
        }
    }

    private void end(Subscriber subscriber) {
        subscriber.sink().tryEmitComplete();
        leave(subscriber);
    }

    private synchronized void leave(Subscriber subscriber) {
        if (subscribers.remove(subscriber) && subscribers.isEmpty() && !ended) {
            ended = true;
            whenEmpty.run();
        }
    }

    /** The agent was deleted, or the service stops. */
    @Override
    public synchronized void gone() {
        List.copyOf(subscribers).forEach(this::end);
        if (!ended) {
            ended = true;
            whenEmpty.run();
        }
    }
}
