package dev.parley.realtimeconfig.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.error.ApiException;
import dev.parley.core.family.Seen;
import dev.parley.core.paging.Chunk;
import dev.parley.core.paging.Listing;
import dev.parley.core.revision.BesideAgents;
import dev.parley.core.revision.Branch;
import dev.parley.core.revision.Changes;
import dev.parley.core.revision.Documents;
import dev.parley.core.revision.HeldBranch;
import dev.parley.core.revision.History;
import dev.parley.core.security.Caller;
import dev.parley.core.write.Preconditions;
import dev.parley.core.write.Write;
import dev.parley.realtimeconfig.RealtimeConfigModule;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pages of agents. A page is a branch beside the agent; every read of it is that of one of its changes. */
@Singleton
public class PageService {

    private final BesideAgents pages;
    private final Documents documents;
    private final Changes changes;
    private final History history;
    private final PageEdits edits;

    PageService(BesideAgents pages, Documents documents, Changes changes, History history, PageEdits edits) {
        this.pages = pages;
        this.documents = documents;
        this.changes = changes;
        this.history = history;
        this.edits = edits;
    }

    /** The page of every environment. */
    List<Page> list(Caller caller, String agentId) {
        Map<String, Branch> written = pages.list(caller, agentId, RealtimeConfigModule.ID).stream()
                .collect(Collectors.toMap(Branch::publicId, Function.identity()));
        return Stream.of(ClientEnv.values())
                .map(environment -> {
                    Branch branch = written.get(environment.text());
                    return branch == null ? Page.empty(environment) : page(branch, environment);
                })
                .toList();
    }

    /** The page of an environment; an empty one when it was never written. */
    Seen<Page> get(Caller caller, String agentId, ClientEnv environment) {
        return pages.read(caller, agentId, RealtimeConfigModule.ID, environment.text(), PageKind.NAME)
                .map(seen -> seen.map(piece -> Page.of(
                        environment,
                        piece.branch().sequence(),
                        piece.documents(),
                        piece.branch().updatedAt())))
                .orElseGet(() -> Seen.once(Page.empty(environment)));
    }

    /** The page as it was at a moment. */
    Page get(Caller caller, String agentId, ClientEnv environment, Instant moment) {
        return find(caller, agentId, environment)
                .map(branch -> {
                    OptionalLong sequence = history.sequenceAt(branch, moment);
                    return sequence.isEmpty()
                            ? Page.empty(environment)
                            : page(branch, environment, sequence.getAsLong(), history.at(branch, sequence.getAsLong()));
                })
                .orElseGet(() -> Page.empty(environment));
    }

    /**
     * The page of a branch as it was looked up.
     *
     * @param branch see {@link #open}
     */
    public Page page(Branch branch, ClientEnv environment) {
        return page(branch, environment, branch.sequence(), branch.updatedAt());
    }

    /** The page of a branch right after one of its changes. */
    public Page page(Branch branch, ClientEnv environment, long sequence, Instant changedAt) {
        return Page.of(
                environment,
                sequence,
                documents
                        .list(branch, sequence, PageKind.NAME)
                        .read(Listing.START, 2)
                        .items(),
                changedAt);
    }

    /** The page after the change that followed it. */
    public Page after(Page page, History.PastChange change) {
        Page changed = page;
        for (History.DocumentChange document : change.documents()) {
            changed = document.key().equals(PageKind.SCHEMA)
                    ? changed.with(document.to(), changed.variables())
                    : changed.with(changed.schema(), document.to());
        }
        return new Page(
                page.environment(), change.sequence(), changed.schema(), changed.variables(), Optional.of(change.at()));
    }

    /** The branch of a page, or empty when there is none. */
    public Optional<Branch> find(Caller caller, String agentId, ClientEnv environment) {
        return pages.find(caller, agentId, RealtimeConfigModule.ID, environment.text());
    }

    /** The branch of a page, made when there is none. */
    public Branch open(Write write, String agentId, ClientEnv environment) {
        return pages.open(write, agentId, RealtimeConfigModule.ID, environment.text());
    }

    /** The branch of a page, made when there is none, and locked. */
    public HeldBranch hold(Write write, String agentId, ClientEnv environment) {
        return pages.hold(
                write, agentId, RealtimeConfigModule.ID, environment.text(), PageKind.SCHEMA, PageKind.VARIABLES);
    }

    /** What an edit would make of a page. Nothing is stored. */
    Page preview(Caller caller, String agentId, ClientEnv environment, PageEdit edit, Preconditions preconditions) {
        Page page = get(caller, agentId, environment).value();
        preconditions.require(page::entityTag);
        return edits.edited(page, edit);
    }

    /**
     * Edits a page.
     *
     * @throws ApiException 412 when the request demands another state of the page; 400 when a rule refuses the edit
     */
    Page edit(Write write, String agentId, ClientEnv environment, PageEdit edit) {
        return edit(write, hold(write, agentId, environment), environment, edit, action(edit), "");
    }

    /**
     * Edits the page of a branch.
     *
     * @param held the branch
     * @param action what is done, for the history
     * @param detail more about it, for a person; may be empty
     * @throws ApiException as {@link #edit(Write, String, ClientEnv, PageEdit)}, before anything is written
     */
    public Page edit(Write write, HeldBranch held, ClientEnv environment, PageEdit edit, String action, String detail) {
        String target = detail.isEmpty() ? environment.text() : environment.text() + " " + detail;
        return changes.in(write, held, action, target, change -> {
            Page page = Page.of(
                    environment,
                    change.sequence() - 1,
                    change.findAll(List.of(PageKind.SCHEMA, PageKind.VARIABLES)),
                    change.updatedBefore());
            write.requireTag(page.entityTag());
            Page edited = edits.edited(page, edit);
            if (edit.schema() != null) {
                change.put(PageKind.SCHEMA, edited.schema());
            }
            if (edit.variables() != null) {
                change.put(PageKind.VARIABLES, edited.variables());
            }
            Page changed = edited.changed(change.sequence(), change.at());
            write.becameTagged(changed.entityTag());
            return changed;
        });
    }

    private static String action(PageEdit edit) {
        if (edit.variables() == null) {
            return "config-schema.replace";
        }
        return edit.schema() == null ? "config-variables.update" : "config-page.replace";
    }

    /** The changes of a page, newest first. */
    Listing<ObjectNode> history(Caller caller, String agentId, ClientEnv environment) {
        return find(caller, agentId, environment)
                .map(branch -> history.of(branch, true).map(PastPageChange::json))
                .orElseGet(() -> (after, max) -> new Chunk<>(List.of(), OptionalLong.empty()));
    }
}
