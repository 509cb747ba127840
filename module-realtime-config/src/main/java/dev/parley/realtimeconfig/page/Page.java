package dev.parley.realtimeconfig.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.json.CallerSchema.Violation;
import dev.parley.core.json.StrictJson;
import dev.parley.core.json.Timestamps;
import dev.parley.core.revision.Document;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A page as it is after one of its changes.
 *
 * @param environment whose page it is
 * @param sequence the number of its last change; 0 when it was never written
 * @param schema the JSON Schema; an empty object accepts everything
 * @param variables the values, an object
 * @param lastUpdated when it last changed; empty when it was never written
 */
public record Page(
        ClientEnv environment, long sequence, JsonNode schema, JsonNode variables, Optional<Instant> lastUpdated) {

    /** A page that was never written. */
    static Page empty(ClientEnv environment) {
        return new Page(environment, 0, StrictJson.NODES.objectNode(), StrictJson.NODES.objectNode(), Optional.empty());
    }

    /** The page that documents make. */
    static Page of(ClientEnv environment, long sequence, List<Document> documents, Instant lastUpdated) {
        Page page = empty(environment);
        if (sequence == 0) {
            return page;
        }
        for (Document document : documents) {
            page = document.key().equals(PageKind.SCHEMA)
                    ? page.with(document.body(), page.variables)
                    : page.with(page.schema, document.body());
        }
        return page.changed(sequence, lastUpdated);
    }

    /** The same page with other content. */
    Page with(JsonNode newSchema, JsonNode newVariables) {
        return new Page(environment, sequence, newSchema, newVariables, lastUpdated);
    }

    /** The same content after a change. */
    Page changed(long newSequence, Instant at) {
        return new Page(environment, newSequence, schema, variables, Optional.of(at));
    }

    /** Names this state of the page, and no other that it had or will have. */
    public String entityTag() {
        return "\"" + sequence + "-" + lastUpdated.map(Instant::toEpochMilli).orElse(0L) + "\"";
    }

    /**
     * The page on the wire: {@code lastUpdated} only when it was written, {@code violations} only when there are some.
     *
     * @param violations in what the variables do not fit the schema
     */
    public ObjectNode json(List<Violation> violations) {
        ObjectNode json = StrictJson.NODES.objectNode();
        json.put("clientEnv", environment.text());
        json.set("variables", variables);
        json.set("schema", schema);
        lastUpdated.ifPresent(moment -> json.put("lastUpdated", Timestamps.text(moment)));
        if (!violations.isEmpty()) {
            ArrayNode list = json.putArray("violations");
            violations.forEach(violation -> list.addObject()
                    .put("path", PageEdits.VARIABLES + violation.pointer())
                    .put("message", violation.message()));
        }
        return json;
    }
}
