package dev.parley.core.write;

/**
 * Wants to know of changes after they are committed: at least once each, in no promised order, soon and by one instance at a time. Any
 * number of beans may implement it.
 */
public interface OutboxReader {

    /** The reader's name, at most 100 characters; it must not change while events wait for it. */
    String name();

    /**
     * Takes an event, quickly: this runs in a writing transaction, which is committed when it returns and on the embedded database
     * keeps all other writes waiting. Slow work belongs elsewhere.
     *
     * @throws RuntimeException when it cannot; the event is offered again later
     */
    void accept(OutboxEvent event);
}
