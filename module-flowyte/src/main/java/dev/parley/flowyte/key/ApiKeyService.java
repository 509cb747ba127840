package dev.parley.flowyte.key;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.error.ApiException;
import dev.parley.core.error.CoreError;
import dev.parley.core.error.FieldError;
import dev.parley.core.json.StrictJson;
import dev.parley.core.json.Timestamps;
import dev.parley.core.security.ApiKey;
import dev.parley.core.security.ApiKeys;
import dev.parley.core.security.Caller;
import dev.parley.core.spi.Scope;
import dev.parley.core.write.Audit;
import dev.parley.core.write.Write;
import dev.parley.flowyte.FlowyteError;
import dev.parley.flowyte.FlowyteFamily;
import dev.parley.flowyte.Scopes;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rules of keys. A key gives on no more than it has: neither scopes that it does not hold, nor agents that it is not for, nor a
 * longer life.
 */
@Singleton
class ApiKeyService {

    private static final Set<String> FAMILIES = Set.of(FlowyteFamily.ID);
    private static final Set<String> KNOWN =
            Scopes.ALL.stream().map(Scope::name).collect(Collectors.toUnmodifiableSet());

    private final ApiKeys keys;
    private final KeyNameStore names;
    private final Audit audit;

    ApiKeyService(ApiKeys keys, KeyNameStore names, Audit audit) {
        this.keys = keys;
        this.names = names;
        this.audit = audit;
    }

    /**
     * A key that was just created.
     *
     * @param secret the key itself: the only time that it is to be had
     * @param info what is known of it
     */
    record Created(String secret, ObjectNode info) {
        @Override
        public String toString() {
            return "Created[" + info.path("id").asText() + "]";
        }
    }

    /**
     * The keys of the organization that open this family alone and are not revoked, oldest first. One that opens more is the operator's
     * to give and to take.
     */
    ArrayNode list(Caller caller) {
        caller.requireAllAgents();
        Map<String, String> named = names.names(caller.workspaceId());
        ArrayNode list = StrictJson.NODES.arrayNode();
        keys.list(caller.workspaceId()).stream()
                .filter(key -> key.revokedAt() == null && key.families().equals(FAMILIES))
                .forEach(key -> list.add(json(key, named.getOrDefault(key.id(), key.hint()))));
        return list;
    }

    /**
     * Creates a key for this family.
     *
     * @throws ApiException 400 with every field that is wrong; 403 when the caller's key does not hold a scope, or is limited to some
     *     agents
     */
    Created create(Write write, CreateApiKeyBody body) {
        Caller caller = write.caller();
        caller.requireAllAgents();
        List<FieldError> errors = new ArrayList<>();
        if (body.name().isBlank()) {
            errors.add(new FieldError("name", "must not be blank"));
        }
        Set<String> scopes = new HashSet<>();
        for (int i = 0; i < body.scopes().size(); i++) {
            String scope = body.scopes().get(i);
            if (!KNOWN.contains(scope)) {
                errors.add(new FieldError("scopes." + i, "is not a scope of this API"));
            }
            scopes.add(scope);
        }
        Instant expiresAt = expiry(write, body.expiresAt(), errors);
        if (!errors.isEmpty()) {
            throw ApiException.invalid(errors);
        }
        for (String scope : scopes) {
            if (!caller.holds(scope)) {
                throw CoreError.FORBIDDEN.exception("The API key does not hold the scope " + scope);
            }
        }
        ApiKeys.NewApiKey created =
                keys.create(caller.workspaceId(), FlowyteFamily.KEY_PREFIX, FAMILIES, scopes, Set.of(), expiresAt);
        names.insert(caller.workspaceId(), created.key().id(), body.name());
        audit.record(write, null, "key.create", created.key().id());
        return new Created(created.secret(), json(created.key(), body.name()));
    }

    /**
     * Revokes a key; it may be the caller's own.
     *
     * @throws ApiException 404 when {@link #list} has no such key
     */
    void revoke(Write write, String id) {
        Caller caller = write.caller();
        caller.requireAllAgents();
        boolean isListed =
                find(caller, id).filter(key -> key.families().equals(FAMILIES)).isPresent();
        if (!isListed || !keys.revoke(caller.workspaceId(), id)) {
            throw FlowyteError.KEY_NOT_FOUND.exception();
        }
        audit.record(write, null, "key.revoke", id);
    }

    private Optional<ApiKey> find(Caller caller, String id) {
        return keys.list(caller.workspaceId()).stream()
                .filter(key -> key.id().equals(id))
                .findFirst();
    }

    private @Nullable Instant expiry(Write write, @Nullable String text, List<FieldError> errors) {
        Instant latest = find(write.caller(), write.caller().actor())
                .map(ApiKey::expiresAt)
                .orElse(null);
        if (text == null) {
            return latest;
        }
        try {
            Instant expiresAt = OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
            if (!expiresAt.isAfter(write.at())) {
                errors.add(new FieldError("expiresAt", "must be in the future"));
            } else if (latest != null && expiresAt.isAfter(latest)) {
                errors.add(new FieldError("expiresAt", "must not be after that of the key that creates it"));
            }
            return expiresAt;
        } catch (DateTimeParseException e) {
            errors.add(new FieldError("expiresAt", "must be a date and time with an offset, ISO 8601"));
            return null;
        }
    }

    private static ObjectNode json(ApiKey key, String name) {
        ObjectNode json = StrictJson.NODES.objectNode();
        json.put("id", key.id());
        json.put("name", name);
        ArrayNode scopes = json.putArray("scopes");
        key.scopes().stream().sorted().forEach(scopes::add);
        json.put("createdAt", Timestamps.text(key.createdAt()));
        Instant expiresAt = key.expiresAt();
        json.put("expiresAt", expiresAt == null ? null : Timestamps.text(expiresAt));
        return json;
    }
}
