package com.example.greetings;

import dev.parley.core.paging.Listing;
import dev.parley.core.revision.Branch;
import dev.parley.core.revision.Branches;
import dev.parley.core.revision.Changes;
import dev.parley.core.revision.Document;
import dev.parley.core.revision.Documents;
import dev.parley.core.revision.HeldBranch;
import dev.parley.core.security.Caller;
import dev.parley.core.write.Write;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules of greetings. */
@Singleton
class GreetingService {

    private final Branches branches;
    private final Documents documents;
    private final Changes changes;
    private final DefaultLocales defaultLocales;
    private final boolean mainWritable;

    GreetingService(
            Branches branches,
            Documents documents,
            Changes changes,
            DefaultLocales defaultLocales,
            @Property(name = "parley.agents.main-writable", defaultValue = "true") boolean mainWritable) {
        this.branches = branches;
        this.documents = documents;
        this.changes = changes;
        this.defaultLocales = defaultLocales;
        this.mainWritable = mainWritable;
    }

    Listing<Greeting> list(Caller caller, String agentId, String branchId) {
        Branch branch = branches.require(caller, agentId, branchId);
        return documents.list(branch, GreetingKind.NAME).map(Greeting::of);
    }

    /**
     * A greeting.
     *
     * @param fallback whether, when there is none in the locale, one in a more general locale will do, or else the one in the
     *     workspace's default locale
     */
    Greeting get(Caller caller, String agentId, String branchId, String locale, boolean fallback) {
        Branch branch = branches.require(caller, agentId, branchId);
        List<String> acceptable = new ArrayList<>();
        if (fallback) {
            acceptable.addAll(Locales.lookup(Locales.canonical(locale)));
            defaultLocales.find(caller.workspaceId()).ifPresent(acceptable::add);
        } else {
            acceptable.add(Locales.canonical(locale));
        }
        return acceptable.stream()
                .map(candidate -> documents.find(branch, GreetingKind.key(candidate)))
                .flatMap(Optional<Document>::stream)
                .findFirst()
                .map(Greeting::of)
                .orElseThrow(GreetingsError.GREETING_NOT_FOUND::exception);
    }

    Greeting put(Write write, String agentId, String branchId, String locale, PutGreetingBody body) {
        HeldBranch held = writable(write, agentId, branchId);
        String reprompt = body.reprompt();
        Greeting greeting = new Greeting(Locales.canonical(locale), body.text(), reprompt == null ? "" : reprompt);
        return changes.in(write, held, "greeting.put", greeting.locale(), change -> {
            change.put(GreetingKind.key(greeting.locale()), greeting.stored());
            return greeting;
        });
    }

    void delete(Write write, String agentId, String branchId, String locale) {
        HeldBranch held = writable(write, agentId, branchId);
        String canonical = Locales.canonical(locale);
        changes.in(write, held, "greeting.delete", canonical, change -> {
            if (change.find(GreetingKind.key(canonical)).isEmpty()) {
                throw GreetingsError.GREETING_NOT_FOUND.exception();
            }
            change.delete(GreetingKind.key(canonical));
            return change.sequence();
        });
    }

    /** An operator may have said that main changes only by merging. */
    private HeldBranch writable(Write write, String agentId, String branchId) {
        HeldBranch held = branches.hold(write, agentId, branchId);
        if (held.branch().isMain() && !mainWritable) {
            throw GreetingsError.MAIN_BRANCH_READ_ONLY.exception();
        }
        return held;
    }
}
