package dev.parley.flowyte.agent;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.error.ApiException;
import dev.parley.core.error.CoreError;
import dev.parley.core.revision.Branch;
import dev.parley.core.revision.Branches;
import dev.parley.core.revision.Change;
import dev.parley.core.revision.Changes;
import dev.parley.core.revision.Document;
import dev.parley.core.security.Caller;
import dev.parley.core.write.Write;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The drafts of agents: a draft is the agent's main branch, and its version the branch's sequence, so that every change of anything in
 * the agent counts.
 */
@Singleton
public class Drafts {

    private static final Pattern VERSION = Pattern.compile("(?:W/)?(\"?)([0-9]{1,18})\\1");

    private final Branches branches;
    private final Changes changes;
    private final AgentStore agents;

    Drafts(Branches branches, Changes changes, AgentStore agents) {
        this.branches = branches;
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
     * An agent, as it was looked up.
     *
     * @throws ApiException 404 when it is gone
     */
    public AgentRow row(Caller caller, String agentId) {
        return agents.find(caller.workspaceId(), agentId).orElseThrow(CoreError.AGENT_NOT_FOUND::exception);
    }

    /**
     * Changes a draft, which makes its version one higher.
     *
     * @param ifMatch the header of that name; null when there is none
     * @param action what is done, for the audit, as {@code noun.verb}
     * @param target to what, for a person
     * @param work the change
     * @return what the work returned
     * @throws ApiException 403, 404: see {@link #require}; 400 when {@code ifMatch} is no version; 409 when it is not the present one,
     *     with the agent as it is now
     */
    public <T> T change(
            Write write,
            String agentId,
            @Nullable String ifMatch,
            String action,
            String target,
            Function<Change, T> work) {
        Branch main = require(write.caller(), agentId);
        return changes.in(write, main, action, target, change -> {
            requireMatch(write, agentId, main, change, ifMatch);
            return work.apply(change);
        });
    }

    /** The same without a precondition. */
    public <T> T change(Write write, String agentId, String action, String target, Function<Change, T> work) {
        return change(write, agentId, null, action, target, work);
    }

    private void requireMatch(Write write, String agentId, Branch main, Change change, @Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return;
        }
        Matcher version = VERSION.matcher(ifMatch.strip());
        if (!version.matches()) {
            throw ApiException.invalid("If-Match", "must be the version of the agent, such as 7 or \"7\"");
        }
        long present = change.sequence() - 1;
        if (Long.parseLong(version.group(2)) != present) {
            AgentRow row = row(write.caller(), agentId);
            throw new StaleVersion(json(
                            write.caller(),
                            row,
                            row.publishedVersionId(),
                            main,
                            present,
                            change.updatedBefore(),
                            change.find(AgentKind.KEY).orElseThrow()))
                    .exception();
        }
    }

    static ObjectNode json(
            Caller caller,
            AgentRow row,
            @Nullable String publishedVersionId,
            Branch main,
            long version,
            Instant updatedAt,
            Document draft) {
        return AgentView.json(caller.workspaceId(), row, publishedVersionId, main, version, updatedAt, draft.body());
    }
}
