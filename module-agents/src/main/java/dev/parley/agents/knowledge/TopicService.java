package dev.parley.agents.knowledge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.agents.AgentsError;
import dev.parley.agents.Ids;
import dev.parley.agents.branch.BranchAccess;
import dev.parley.core.family.Seen;
import dev.parley.core.json.MergePatch;
import dev.parley.core.paging.Listing;
import dev.parley.core.revision.Branch;
import dev.parley.core.revision.Changes;
import dev.parley.core.revision.Document;
import dev.parley.core.revision.Documents;
import dev.parley.core.revision.HeldBranch;
import dev.parley.core.revision.Imports;
import dev.parley.core.security.Caller;
import dev.parley.core.spi.DocumentKey;
import dev.parley.core.write.Write;
import jakarta.inject.Singleton;

/** The rules of topics. */
@Singleton
class TopicService {

    private final BranchAccess branches;
    private final Documents documents;
    private final Changes changes;
    private final Imports imports;

    TopicService(BranchAccess branches, Documents documents, Changes changes, Imports imports) {
        this.branches = branches;
        this.documents = documents;
        this.changes = changes;
        this.imports = imports;
    }

    Listing<Topic> list(Caller caller, String agentId, String branchId) {
        Branch branch = branches.readable(caller, agentId, branchId);
        return documents.list(branch, TopicKind.NAME).map(Topic::of);
    }

    Seen<Topic> get(Caller caller, String agentId, String branchId, String topicId) {
        return documents
                .find(caller, agentId, branchId, TopicKind.key(topicId))
                .map(topic -> topic.map(Topic::of))
                .orElseThrow(AgentsError.KNOWLEDGE_BASE_TOPIC_NOT_FOUND::exception);
    }

    /**
     * Creates a topic.
     *
     * @param wire a body that fits {@link CreateKnowledgeBaseTopicBody}
     */
    Topic create(Write write, String agentId, String branchId, JsonNode wire) {
        HeldBranch held = branches.writable(write, agentId, branchId);
        return changes.in(write, held, "topic.create", wire.path("name").textValue(), change -> {
            DocumentKey key = TopicKind.key(Ids.topic());
            while (change.find(key).isPresent()) {
                key = TopicKind.key(Ids.topic());
            }
            return Topic.of(change.put(key, Topic.stored(wire)));
        });
    }

    /** Creates topics, or replaces those that have their names. */
    ImportTopicsResponse importAll(Write write, String agentId, String branchId, IncomingTopics topics) {
        HeldBranch held = branches.writable(write, agentId, branchId);
        Imports.Counts counts = imports.in(write, held, "topic.import", branchId, topics.spool(), Ids::topic);
        return new ImportTopicsResponse(counts.created(), counts.updated(), counts.unchanged());
    }

    /**
     * Changes a topic.
     *
     * @param patch a body that fits {@link UpdateKnowledgeBaseTopicBody}
     */
    void update(Write write, String agentId, String branchId, String topicId, JsonNode patch) {
        DocumentKey key = TopicKind.key(topicId);
        HeldBranch held = branches.writable(write, agentId, branchId, key);
        changes.in(write, held, "topic.update", topicId, change -> {
            Document topic = change.find(key).orElseThrow(AgentsError.KNOWLEDGE_BASE_TOPIC_NOT_FOUND::exception);
            write.requireMatch(() -> Topic.of(topic));
            write.became(Topic.of(change.put(key, Topic.stored(MergePatch.apply(Topic.wire(topic.body()), patch)))));
            return change.sequence();
        });
    }

    void delete(Write write, String agentId, String branchId, String topicId) {
        DocumentKey key = TopicKind.key(topicId);
        HeldBranch held = branches.writable(write, agentId, branchId, key);
        changes.in(write, held, "topic.delete", topicId, change -> {
            Document topic = change.find(key).orElseThrow(AgentsError.KNOWLEDGE_BASE_TOPIC_NOT_FOUND::exception);
            write.requireMatch(() -> Topic.of(topic));
            change.delete(key);
            return change.sequence();
        });
    }
}
