package dev.parley.flowyte.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.error.ApiException;
import dev.parley.core.error.CoreError;
import dev.parley.core.json.CanonicalJson;
import dev.parley.core.json.StrictJson;
import dev.parley.core.json.Timestamps;
import dev.parley.core.paging.Listing;
import dev.parley.core.revision.Branch;
import dev.parley.core.revision.Branches;
import dev.parley.core.revision.Change;
import dev.parley.core.revision.Changes;
import dev.parley.core.revision.Document;
import dev.parley.core.revision.Documents;
import dev.parley.core.revision.HeldBranch;
import dev.parley.core.security.Caller;
import dev.parley.core.write.Write;
import dev.parley.flowyte.wire.Answers;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The drafts of agents: a draft is the agent's main branch, and its version the branch's sequence, so that every change of anything in
 * the agent counts.
 */
@Singleton
public class Drafts {

    private static final Pattern VERSION = Pattern.compile("(?:W/)?(\"?)([0-9]{1,18})\\1");

    private final Branches branches;
    private final Documents documents;
    private final Changes changes;
    private final AgentStore agents;

    Drafts(Branches branches, Documents documents, Changes changes, AgentStore agents) {
        this.branches = branches;
        this.documents = documents;
        this.changes = changes;
        this.agents = agents;
    }

    /**
     * A draft that is to be read.
     *
     * @throws ApiException 403 when the caller is limited to other agents; 404 when there is no such agent for it
     */
    public Branch require(Caller caller, String agentId) {
        return branches.main(caller, agentId);
    }

    /**
     * What the store of versions does not say of an agent.
     *
     * @throws ApiException 404 when it is gone
     */
    public AgentRow row(Caller caller, String agentId) {
        return agents.find(caller.workspaceId(), agentId).orElseThrow(CoreError.AGENT_NOT_FOUND::exception);
    }

    /** The configuration of an agent, without what has documents of its own, as its draft was looked up. */
    public JsonNode config(Branch main) {
        return documents
                .find(main, main.sequence(), AgentKind.KEY)
                .orElseThrow(CoreError.AGENT_NOT_FOUND::exception)
                .body();
    }

    /** All documents of a kind in a draft, as it was looked up, in creation order. There are never many: each kind has a limit. */
    public List<Document> list(Branch main, String kind) {
        return documents
                .list(main, kind)
                .read(Listing.START, Integer.MAX_VALUE - 1)
                .items();
    }

    /**
     * A draft, locked for the rest of the transaction: nobody changes it until then.
     *
     * @return the draft as it is now
     * @throws ApiException 403, 404: see {@link #require}; 400 when {@code If-Match} is no version; 409 when it is not the present one,
     *     with the agent as it is now
     */
    public HeldBranch hold(Write write, String agentId) {
        HeldBranch held = branches.hold(write, agentId, Branch.MAIN, AgentKind.KEY);
        Branch main = held.branch();
        String ifMatch = write.ifMatch().map(String::strip).orElse("*");
        if (!ifMatch.equals("*")) {
            List<Long> accepted =
                    Stream.of(ifMatch.split(",", -1)).map(Drafts::version).toList();
            if (!accepted.contains(main.sequence())) {
                throw new StaleVersion(json(write.caller(), main, agentId)).exception();
            }
        }
        return held;
    }

    private static long version(String tag) {
        Matcher version = VERSION.matcher(tag.strip());
        if (!version.matches()) {
            throw ApiException.invalid("If-Match", "must be the version of the agent, such as 7 or \"7\"");
        }
        return Long.parseLong(version.group(2));
    }

    /**
     * The place of a document in {@link #list}, for as long as it is there: the moment of the change that created it. A change creates one
     * document of a kind at the most, and no two changes of a branch have one moment.
     */
    public static long place(Document document) {
        return document.createdAt().toEpochMilli();
    }

    /** The entity tag of an agent: its version. */
    static String tag(JsonNode agent) {
        return '"' + agent.path("version").asText() + '"';
    }

    /**
     * Compares what is to be changed with the preconditions of the request, see {@link Write#requireMatch}.
     *
     * @param current tells what it is now, as callers see it
     */
    public static void requireMatch(Write write, Supplier<? extends JsonNode> current) {
        write.requireMatch(() -> Answers.envelope(current.get()));
    }

    /** What belongs to an agent and has a document of its own, as callers see it. */
    public static ObjectNode json(Caller caller, String agentId, Document document) {
        ObjectNode json = StrictJson.NODES.objectNode();
        json.put("id", document.id());
        json.put("agentId", agentId);
        json.put("organizationId", caller.workspaceId());
        json.setAll((ObjectNode) document.body());
        json.put("createdAt", Timestamps.text(document.createdAt()));
        json.put("updatedAt", Timestamps.text(document.updatedAt()));
        return json;
    }

    /**
     * Content with what a caller sent: each member that is present replaces the stored one whole.
     *
     * @param stored what is stored; not changed
     * @param wire what was sent; not changed
     * @param ignored the members that callers cannot change
     */
    public static ObjectNode replaced(ObjectNode stored, JsonNode wire, Set<String> ignored) {
        ObjectNode body = stored.deepCopy();
        wire.properties().forEach(member -> {
            if (!ignored.contains(member.getKey())) {
                body.set(member.getKey(), member.getValue().deepCopy());
            }
        });
        return body;
    }

    /**
     * Refuses content that is too large: a draft is read whole when it is published.
     *
     * @param what what it is, for the message, such as {@code A skill}
     * @param limit how many characters of JSON it may have
     * @throws ApiException 413
     */
    public static void requireSize(String what, JsonNode content, int limit) {
        requireSize(what, CanonicalJson.text(content), limit);
    }

    /** The same for content whose canonical text is there already. */
    public static void requireSize(String what, String text, int limit) {
        if (text.length() > limit) {
            throw CoreError.DOCUMENT_TOO_LARGE.exception(
                    String.format(Locale.US, "%s must not have more than %,d characters of JSON", what, limit));
        }
    }

    /** An agent as callers see it, with its draft as it was looked up. */
    ObjectNode json(Caller caller, Branch main, String agentId) {
        return AgentView.json(
                caller.workspaceId(),
                agents.find(caller.workspaceId(), agentId).orElseThrow(CoreError.AGENT_NOT_FOUND::exception),
                main,
                config(main));
    }

    /**
     * Changes a draft, which makes its version one higher.
     *
     * @param held the draft
     * @param action what is done, for the audit, as {@code noun.verb}
     * @param target to what, for a person
     * @param work the change
     * @return what the work returned
     */
    public <T> T change(Write write, HeldBranch held, String action, String target, Function<Change, T> work) {
        return changes.in(write, held, action, target, work);
    }

    /**
     * The same for a draft that is not held yet.
     *
     * @throws ApiException 403, 404: see {@link #require}
     */
    public <T> T change(Write write, String agentId, String action, String target, Function<Change, T> work) {
        return change(write, branches.hold(write, agentId, Branch.MAIN), action, target, work);
    }
}
