package dev.parley.agents.knowledge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.revision.Spool;

/** Topics that are to be imported, on their way from the wire into the store. */
final class IncomingTopics implements AutoCloseable {

    private final Spool spool = new Spool(new TopicKind());

    /**
     * Prepares a topic to be added, on any thread.
     *
     * @param wire a body that fits {@link CreateKnowledgeBaseTopicBody}
     * @throws dev.parley.core.error.ApiException 413 when it is too large
     */
    Spool.Item prepare(JsonNode wire) {
        return spool.item(Topic.stored(wire));
    }

    /**
     * Adds a topic.
     *
     * @throws dev.parley.core.error.ApiException see {@link Spool#add}
     */
    void add(Spool.Item topic) {
        spool.add(topic);
    }

    Spool spool() {
        return spool;
    }

    @Override
    public void close() {
        spool.close();
    }
}
