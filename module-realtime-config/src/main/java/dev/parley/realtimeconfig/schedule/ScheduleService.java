package dev.parley.realtimeconfig.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.error.ApiException;
import dev.parley.core.error.FieldError;
import dev.parley.core.family.PolyAiFamily;
import dev.parley.core.paging.Listing;
import dev.parley.core.revision.AgentDirectory;
import dev.parley.core.revision.Branch;
import dev.parley.core.revision.HeldBranch;
import dev.parley.core.security.Caller;
import dev.parley.core.write.Audit;
import dev.parley.core.write.Write;
import dev.parley.realtimeconfig.RealtimeConfigError;
import dev.parley.realtimeconfig.page.ClientEnv;
import dev.parley.realtimeconfig.page.Page;
import dev.parley.realtimeconfig.page.PageEdits;
import dev.parley.realtimeconfig.page.PageService;
import dev.parley.realtimeconfig.schedule.ScheduledChange.Status;
import dev.parley.realtimeconfig.schedule.ScheduledChangeStore.DuePage;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules of scheduled changes. One is applied only to the page that it was scheduled on: when anybody has changed the page meanwhile,
 * it fails and says so, instead of overwriting. What was changed by other scheduled changes does not count, since whoever schedules sees
 * them: "from the 24th" and "from the 27th on as before" can be scheduled together.
 */
@Singleton
class ScheduleService {

    private static final Logger LOG = LoggerFactory.getLogger(ScheduleService.class);
    private static final int MAX_PENDING = 100;
    private static final Comparator<ScheduledChange> BY_MOMENT = Comparator.comparing(ScheduledChange::dueAt);

    private final ScheduledChangeStore changes;
    private final PageService pages;
    private final PageEdits edits;
    private final AgentDirectory agents;
    private final Audit audit;

    ScheduleService(
            ScheduledChangeStore changes, PageService pages, PageEdits edits, AgentDirectory agents, Audit audit) {
        this.changes = changes;
        this.pages = pages;
        this.edits = edits;
        this.agents = agents;
        this.audit = audit;
    }

    /** The scheduled changes of a page: pending, applied and failed ones, in the order in which they were scheduled. */
    Listing<ObjectNode> list(Caller caller, String agentId, ClientEnv environment) {
        agents.require(caller, agentId);
        return changes.list(caller.workspaceId(), agentId, environment).map(ScheduledChange::json);
    }

    /**
     * Schedules a change, if it could be made after those that are to be made before it.
     *
     * @param body {@code at}, and {@code schema} or {@code variables} or both
     */
    ObjectNode create(Write write, String agentId, ClientEnv environment, JsonNode body) {
        Instant dueAt = moment(write, body.path("at").textValue());
        if (!body.has("schema") && !body.has("variables")) {
            throw ApiException.invalid("", "must have schema or variables");
        }
        agents.requireHeld(write, agentId);
        Caller caller = write.caller();
        List<ScheduledChange> pending = changes.lockPending(caller.workspaceId(), agentId, environment).stream()
                .sorted(BY_MOMENT)
                .toList();
        Branch branch = pages.hold(write, agentId, environment).branch();
        ScheduledChange change = new ScheduledChange(
                UUID.randomUUID().toString(),
                caller.workspaceId(),
                agentId,
                environment,
                dueAt,
                body.get("schema"),
                body.get("variables"),
                branch.sequence(),
                Status.PENDING,
                null,
                caller.actor(),
                caller.label().orElse(null),
                write.at(),
                null);
        if (pending.size() >= MAX_PENDING) {
            throw RealtimeConfigError.SCHEDULED_CHANGES_TOO_MANY.exception();
        }
        Page before = pages.page(branch, environment);
        for (ScheduledChange earlier : pending) {
            if (!earlier.dueAt().isAfter(dueAt)) {
                before = afterwards(before, earlier);
            }
        }
        edits.edited(before, change.edit());
        changes.insert(change);
        audit.record(
                write,
                branch.spaceId(),
                "scheduled-change.create",
                agentId + " " + environment.text() + " " + change.id());
        return change.json();
    }

    /** The page after an earlier change; the same page when that one will fail. */
    private Page afterwards(Page page, ScheduledChange earlier) {
        try {
            return edits.edited(page, earlier.edit());
        } catch (ApiException e) {
            return page;
        }
    }

    private static Instant moment(Write write, String text) {
        try {
            Instant moment = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
            if (moment.isAfter(write.at())) {
                return moment;
            }
        } catch (DateTimeParseException e) {
            throw ApiException.invalid("at", "must be a moment such as 2026-12-24T08:00:00Z");
        }
        throw ApiException.invalid("at", "must be a moment to come");
    }

    /** Takes a pending change back. */
    void delete(Write write, String agentId, ClientEnv environment, String id) {
        Caller caller = write.caller();
        agents.requireHeld(write, agentId);
        ScheduledChange change = changes.lock(caller.workspaceId(), agentId, environment, id)
                .orElseThrow(RealtimeConfigError.SCHEDULED_CHANGE_NOT_FOUND::exception);
        write.requireMatch(() -> change.json());
        if (change.status() != Status.PENDING) {
            throw RealtimeConfigError.SCHEDULED_CHANGE_SETTLED.exception();
        }
        changes.delete(change);
        audit.record(write, null, "scheduled-change.delete", agentId + " " + environment.text() + " " + change.id());
    }

    /** Pages with changes that are due. */
    List<DuePage> due(Instant now, int max) {
        return changes.due(now, max);
    }

    /**
     * Settles the first due change of a page in the running transaction. The locks come in the order agent, pending changes, page, so
     * that instances that find the same page wait for each other, and for whoever deletes the agent.
     *
     * @return whether there was one
     */
    boolean settleNext(DuePage due, Instant now) {
        Caller finder =
                new Caller(due.workspaceId(), PolyAiFamily.ID, "schedule", Optional.empty(), Set.of(), Set.of());
        agents.hold(new Write(finder, "-", now), due.agentId(), Branch.MAIN);
        Optional<ScheduledChange> next =
                changes.lockPending(due.workspaceId(), due.agentId(), due.environment()).stream()
                        .filter(change -> !change.dueAt().isAfter(now))
                        .min(BY_MOMENT);
        next.ifPresent(change -> settle(write(change, now), change));
        return next.isPresent();
    }

    /** Every change is made in the name of who scheduled it. */
    private static Write write(ScheduledChange change, Instant now) {
        Caller author = new Caller(
                change.workspaceId(),
                PolyAiFamily.ID,
                change.actor(),
                Optional.ofNullable(change.label()),
                Set.of(),
                Set.of());
        return new Write(author, "scheduled-change " + change.id(), now);
    }

    private void settle(Write write, ScheduledChange change) {
        String reason = refusal(write, change);
        changes.settle(change, reason == null ? Status.APPLIED : Status.FAILED, reason, write.at());
        if (reason != null) {
            audit.record(
                    write,
                    null,
                    "scheduled-change.fail",
                    change.agentId() + " " + change.environment().text() + " " + change.id());
            LOG.warn(
                    "The scheduled change {} of the {} config page of agent {} failed and changed nothing",
                    change.id(),
                    change.environment().text(),
                    change.agentId());
        }
    }

    /** Applies a change; or says why it cannot be applied, with the page as it was. */
    private @Nullable String refusal(Write write, ScheduledChange change) {
        HeldBranch held;
        try {
            held = pages.hold(write, change.agentId(), change.environment());
        } catch (ApiException e) {
            return e.getMessage();
        }
        if (held.branch().sequence() != change.basedOn()) {
            return "The page was changed after this was scheduled";
        }
        try {
            Page page =
                    pages.edit(write, held, change.environment(), change.edit(), "scheduled-change.apply", change.id());
            changes.rebase(change, page.sequence());
            return null;
        } catch (ApiException e) { // before anything was written
            return Stream.concat(Stream.of(e.getMessage()), e.errors().stream().map(ScheduleService::sentence))
                    .collect(Collectors.joining("; "));
        }
    }

    private static String sentence(FieldError error) {
        return error.field() + " " + error.message();
    }
}
