package dev.parley.flowyte.version;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.error.ApiException;
import dev.parley.core.error.FieldError;
import dev.parley.core.json.CanonicalJson;
import dev.parley.core.json.StrictJson;
import dev.parley.core.revision.Branch;
import dev.parley.core.revision.Deployment;
import dev.parley.core.revision.Deployments;
import dev.parley.core.revision.HeldBranch;
import dev.parley.core.security.Caller;
import dev.parley.core.write.Write;
import dev.parley.flowyte.FlowyteError;
import dev.parley.flowyte.agent.AgentStore;
import dev.parley.flowyte.agent.Drafts;
import dev.parley.flowyte.wire.Page;
import dev.parley.flowyte.wire.PageRequest;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules of versions. A version is a deployment of the store, with the configuration that was compiled then beside it; the newest
 * deployment says which version is live.
 */
@Singleton
class VersionService {

    /** How many versions a page has at most: each may be large. */
    static final int MAX_LIMIT = 20;

    private static final int MAX_CHARACTERS = 1_000_000;

    /** The one environment that an agent of this family is deployed in. */
    private static final String LIVE = "live";

    private final Drafts drafts;
    private final Deployments deployments;
    private final AgentStore agents;
    private final VersionStore versions;

    VersionService(Drafts drafts, Deployments deployments, AgentStore agents, VersionStore versions) {
        this.drafts = drafts;
        this.deployments = deployments;
        this.agents = agents;
        this.versions = versions;
    }

    /**
     * Makes the draft a version and that version live. When the live version is just like the draft, that one is the answer and nothing
     * changes, so that a publish can be repeated.
     *
     * @throws ApiException 413 when it is too large; 422 with everything that keeps the draft from being published
     */
    ObjectNode publish(Write write, String agentId, @Nullable String note) {
        Caller caller = write.caller();
        HeldBranch held = drafts.hold(write, agentId);
        Branch main = held.branch();
        JsonNode config = CompiledConfig.of(kind -> drafts.list(main, kind));
        List<FieldError> problems = PublishCheck.problems(config);
        if (!problems.isEmpty()) {
            throw ApiException.invalid(FlowyteError.NOT_PUBLISHABLE, FlowyteError.NOT_PUBLISHABLE.message(), problems);
        }
        String text = CanonicalJson.text(config);
        Drafts.requireSize("What is published of an agent", text, MAX_CHARACTERS);
        Optional<FrozenVersion> live = live(caller, agentId);
        if (live.isPresent() && live.get().text().equals(text)) {
            return live.get().json();
        }
        Deployment deployment = deployments.publish(write, main, LIVE, note == null ? "" : note, true);
        FrozenVersion version = new FrozenVersion(
                deployment.id(),
                agentId,
                deployment.sequence(),
                deployment.message(),
                text,
                deployment.createdBy(),
                deployment.createdAt());
        versions.insert(caller.workspaceId(), version);
        agents.publish(caller.workspaceId(), agentId, version.id());
        return version.json();
    }

    /**
     * Makes an earlier version live again. The draft stays as it is; the agent's version counts it. When the version is live already,
     * nothing changes.
     *
     * @throws ApiException 404 when the agent has no such version
     */
    ObjectNode rollBack(Write write, String agentId, String versionId) {
        Caller caller = write.caller();
        HeldBranch held = drafts.hold(write, agentId);
        Branch main = held.branch();
        FrozenVersion version = require(caller, agentId, versionId);
        if (!versionId.equals(drafts.row(caller, agentId).publishedVersionId())) {
            Deployment target =
                    deployments.find(main.spaceId(), versionId).orElseThrow(FlowyteError.VERSION_NOT_FOUND::exception);
            drafts.change(
                    write,
                    held,
                    "agent.rollback",
                    versionId,
                    change -> deployments.rollBack(write, main, target, versionId, false));
            agents.publish(caller.workspaceId(), agentId, versionId);
        }
        return version.json();
    }

    /** The versions of an agent, newest first. */
    Page<ObjectNode> list(Caller caller, String agentId, PageRequest request) {
        drafts.require(caller, agentId);
        return versions.list(caller.workspaceId(), agentId, request).map(FrozenVersion::json);
    }

    /** How the draft differs from a version. */
    ObjectNode diff(Caller caller, String agentId, String versionId) {
        Branch main = drafts.require(caller, agentId);
        JsonNode before = require(caller, agentId, versionId).config();
        JsonNode after = CompiledConfig.of(kind -> drafts.list(main, kind));
        return StrictJson.NODES.objectNode().set("changes", VersionDiff.between(before, after));
    }

    /**
     * The configuration that is asked for.
     *
     * @param draft whether it is that of the draft instead of the live version
     * @throws ApiException 409 when it is that of the live version and there is none
     */
    JsonNode config(Caller caller, String agentId, boolean draft) {
        Branch main = drafts.require(caller, agentId);
        return draft
                ? drafts.config(main)
                : live(caller, agentId)
                        .orElseThrow(FlowyteError.NO_PUBLISHED_VERSION::exception)
                        .config();
    }

    /** What a publish of the draft would bring, and what keeps it from being published. */
    ObjectNode report(Caller caller, String agentId) {
        Branch main = drafts.require(caller, agentId);
        JsonNode live = live(caller, agentId).map(FrozenVersion::config).orElse(StrictJson.NODES.objectNode());
        return PrepublishReport.of(CompiledConfig.of(kind -> drafts.list(main, kind)), live, Instant.now())
                .put("agentId", agentId)
                .put("version", main.sequence());
    }

    private Optional<FrozenVersion> live(Caller caller, String agentId) {
        return Optional.ofNullable(drafts.row(caller, agentId).publishedVersionId())
                .flatMap(id -> versions.find(caller.workspaceId(), agentId, id));
    }

    private FrozenVersion require(Caller caller, String agentId, String versionId) {
        return versions.find(caller.workspaceId(), agentId, versionId)
                .orElseThrow(FlowyteError.VERSION_NOT_FOUND::exception);
    }
}
