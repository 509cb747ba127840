package dev.parley.realtimeconfig.schedule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.json.StrictJson;
import dev.parley.core.json.Timestamps;
import dev.parley.realtimeconfig.page.ClientEnv;
import dev.parley.realtimeconfig.page.PageEdit;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A change that is to be made at a moment.
 *
 * @param environment of which page
 * @param dueAt when it is to be made
 * @param schema the new schema; null when it stays
 * @param variables the new values of variables; null when they all stay
 * @param basedOn the sequence of the page at which it may still be made
 * @param reason why it failed; null when it did not
 * @param actor the id of the key of who scheduled it
 * @param label whom the caller named as its author; null when nobody
 * @param settledAt when it was applied or failed; null while it is pending
 */
record ScheduledChange(
        String id,
        String workspaceId,
        String agentId,
        ClientEnv environment,
        Instant dueAt,
        @Nullable JsonNode schema,
        @Nullable JsonNode variables,
        long basedOn,
        Status status,
        @Nullable String reason,
        String actor,
        @Nullable String label,
        Instant createdAt,
        @Nullable Instant settledAt) {

    enum Status {
        PENDING(0),
        APPLIED(1),
        FAILED(2);

        private final int stored;

        Status(int stored) {
            this.stored = stored;
        }

        int stored() {
            return stored;
        }

        static Status of(int stored) {
            return Stream.of(values())
                    .filter(status -> status.stored == stored)
                    .findFirst()
                    .orElseThrow();
        }
    }

    PageEdit edit() {
        return new PageEdit(schema, variables, false);
    }

    /** The change on the wire; what does not apply is absent. */
    ObjectNode json() {
        ObjectNode json = StrictJson.NODES.objectNode();
        json.put("id", id);
        json.put("clientEnv", environment.text());
        json.put("at", Timestamps.text(dueAt));
        json.put("status", status.name().toLowerCase(Locale.ROOT));
        if (schema != null) {
            json.set("schema", schema);
        }
        if (variables != null) {
            json.set("variables", variables);
        }
        json.put("createdAt", Timestamps.text(createdAt));
        json.put("createdBy", label == null ? actor : label);
        if (settledAt != null) {
            json.put("settledAt", Timestamps.text(settledAt));
        }
        if (reason != null) {
            json.put("reason", reason);
        }
        return json;
    }
}
