package dev.parley.contract;

import dev.parley.contract.ApiRequest.Place;
import dev.parley.contract.ApiRequest.Reference;
import dev.parley.core.testing.Reply;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The wall around a workspace, tried at every operation: without a good key nothing is open, and what another workspace has is not there.
 * Each attempt is a request that works for its owner, with one thing wrong; it must be refused, tell nothing of the owner's, and leave
 * every row of the database as it was.
 */
public final class Wall {

    private static final String OWNER = "wall-owner";
    private static final String STRANGER = "wall-stranger";

    /** In all texts of the owner, and in no answer to anybody else. */
    private static final String MARK = "ownersown";

    private static final Set<Integer> NOT_THERE = Set.of(403, 404);
    private static final Set<Integer> REFUSALS = Set.of(400, 403, 404, 409, 422);

    private final Service service;
    private final Store store;
    private final Scene owner;
    private final Scene stranger;
    private final String strangersKey;
    private final Map<String, String> badKeys = new LinkedHashMap<>();
    private final Set<String> scopes;
    private final List<String> findings = new ArrayList<>();
    private List<List<String>> state = List.of();
    private int attempts;

    /**
     * @param service the service to try
     * @param store its database
     */
    public Wall(Service service, Store store) {
        this.service = service;
        this.store = store;
        this.strangersKey = store.key(STRANGER);
        this.owner = new Scene(service, OWNER, store.key(OWNER), new Taste(MARK));
        this.stranger = new Scene(service, STRANGER, strangersKey, new Taste("stranger"));
        this.scopes = service.operations().stream()
                .map(ApiOperation::scope)
                .filter(scope -> !scope.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        Instant past = Instant.now().minus(1, ChronoUnit.SECONDS);
        badKeys.put("without a key", "");
        badKeys.put("with an unknown key", "contract_unknown");
        badKeys.put("with a revoked key", store.key(OWNER, "*", Set.of("*"), null, past));
        badKeys.put("with an expired key", store.key(OWNER, "*", Set.of("*"), past, null));
    }

    /** How many attempts there were. */
    public int attempts() {
        return attempts;
    }

    /** Tries operations; what was found begins with the operation. */
    public List<String> findings(List<ApiOperation> operations) {
        operations.forEach(operation -> attempt(operation, this::refuses));
        operations.forEach(operation -> attempt(operation, this::succeeds));
        findings.addAll(service.origins().gaps(service.operations()));
        return findings.stream().distinct().toList();
    }

    private void attempt(ApiOperation operation, Consumer<ApiOperation> trial) {
        try {
            trial.accept(operation);
        } catch (CannotPlaceException | IllegalStateException e) {
            findings.add(operation + " cannot be tried: " + e.getMessage());
        }
    }

    /** The request works with the one scope that it needs, and its answer holds nothing of another workspace. */
    private void succeeds(ApiOperation operation) {
        stranger.forget();
        ApiRequest request = stranger.request(operation);
        String key = store.key(STRANGER, operation.document().family(), Set.of(operation.scope()), null, null);
        Attempt attempt = new Attempt(operation, "with the scope that it demands", request, key);
        Reply reply = attempt.send();
        if (reply.status() < 200 || reply.status() > 299) {
            attempt.found("should work", reply);
        }
    }

    private void refuses(ApiOperation operation) {
        if (operation.scope().isEmpty()) {
            throw new CannotPlaceException("the document does not say which scope it demands");
        }
        ApiRequest owners = owner.request(operation);
        ApiRequest strangers = stranger.request(operation);
        String family = operation.document().family();
        Set<String> otherFamilies =
                service.documents().stream().map(ApiDocument::family).collect(Collectors.toSet());
        otherFamilies.remove(family);
        Set<String> otherScopes = new TreeSet<>(scopes);
        otherScopes.remove(operation.scope());
        Map<String, String> weakKeys = Map.of(
                "with a key of another family",
                store.key(OWNER, String.join(" ", otherFamilies), Set.of("*"), null, null),
                "with every scope but " + operation.scope(),
                store.key(OWNER, family, otherScopes, null, null));
        state = store.state();
        badKeys.forEach((how, key) -> new Attempt(operation, how, owners, key).isRefusedWith(Set.of(401)));
        weakKeys.forEach((how, key) -> new Attempt(operation, how, owners, key).isRefusedWith(Set.of(403)));
        List<Reference> inPath = strangers.references().stream()
                .filter(reference -> reference.place() == Place.PATH)
                .toList();
        if (inPath.size() > 1) {
            isNotThere(operation, "with another workspace's path", inPath, owners, strangers);
        }
        for (Reference reference : strangers.references()) {
            isNotThere(operation, "with another workspace's " + reference, List.of(reference), owners, strangers);
        }
    }

    /** Names of another workspace among those of one's own are answered like names that nothing has. */
    private void isNotThere(
            ApiOperation operation, String how, List<Reference> places, ApiRequest owners, ApiRequest strangers) {
        ApiRequest foreign = strangers;
        ApiRequest unknown = strangers;
        boolean isNew = false;
        for (Reference place : places) {
            String theirs = place.isNew() ? owner.nameOf(place.resource()) : owners.value(place);
            if (theirs.equals(strangers.value(place))) {
                // What all workspaces have under one name.
                continue;
            }
            foreign = foreign.with(place, theirs);
            unknown = unknown.with(place, another(theirs));
            isNew |= place.isNew();
        }
        if (foreign.equals(strangers)) {
            return;
        }
        state = store.state();
        Attempt attempt = new Attempt(operation, how, foreign, strangersKey);
        if (isNew) {
            // Whoever makes something under a name of his choice learns that the name is taken.
            attempt.isRefusedWith(REFUSALS);
            return;
        }
        Reply reply = places.get(0).place() == Place.PATH ? attempt.isRefusedWith(NOT_THERE) : attempt.changesNothing();
        Attempt without = new Attempt(operation, "with names that nothing has", unknown, strangersKey);
        Reply other = without.changesNothing();
        if (reply.status() != other.status() || !attempt.told(reply).equals(without.told(other))) {
            attempt.found("is answered unlike a name that nothing has, which is answered " + other.text(), reply);
        }
    }

    /** A name like another one: of the same length and the same kinds of characters. */
    private static String another(String name) {
        char last = name.charAt(name.length() - 1);
        char other = switch (last) {
            case '0', 'a', 'A' -> (char) (last + 1);
            default -> Character.isDigit(last) ? '0' : Character.isUpperCase(last) ? 'A' : 'a';
        };
        return name.substring(0, name.length() - 1) + other;
    }

    /** One request with one key. */
    private final class Attempt {

        private final ApiOperation operation;
        private final String how;
        private final ApiRequest request;
        private final String key;

        Attempt(ApiOperation operation, String how, ApiRequest request, String key) {
            this.operation = operation;
            this.how = how;
            this.request = request;
            this.key = key;
        }

        Reply isRefusedWith(Set<Integer> statuses) {
            Reply reply = changesNothing();
            if (!statuses.contains(reply.status())) {
                found("is not refused", reply);
            }
            return reply;
        }

        Reply changesNothing() {
            Reply reply = send();
            List<List<String>> after = store.state();
            List<String> changed = Store.changed(state, after);
            state = after;
            if (!changed.isEmpty()) {
                found("changes " + changed, reply);
            }
            return reply;
        }

        Reply send() {
            attempts++;
            Reply reply;
            try {
                reply = service.send(RawRequest.of(request, key).with("X-Request-Id", "wall"));
            } catch (UncheckedIOException e) {
                throw new CannotPlaceException(how + " there is no answer to " + request + ": " + e.getMessage());
            }
            if (told(reply).contains(MARK)) {
                found("tells what another workspace has", reply);
            }
            return reply;
        }

        /** What an answer says beside the names that were sent. */
        String told(Reply reply) {
            String text = reply.text();
            for (Reference reference : request.references()) {
                String sent = request.value(reference);
                text = text.replace(sent, "...").replace(ApiRequest.encoded(sent), "...");
            }
            return reply.headers().firstValue("content-type").orElse("") + text;
        }

        void found(String what, Reply reply) {
            findings.add(operation + " " + how + " " + what + ": " + request + " answers " + reply.status() + " "
                    + reply.text());
        }
    }
}
