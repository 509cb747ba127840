package dev.parley.core.write;

/**
 * Wants to know of changes after they are committed: at least once each, in no promised order, soon and by one instance at a time. Any
 * number of beans may implement it.
 */
public interface OutboxReader {

    /** The reader's name, at most 100 characters; it must not change while events wait for it. */
    String name();

    /**
     * Takes an event.
     *
     * @throws RuntimeException when it cannot; the event is offered again later
     */
    void accept(OutboxEvent event);
}
