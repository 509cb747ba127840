package dev.parley.contract;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to an operation. Immutable, except that nobody copies the body.
 *
 * @param operation which operation
 * @param path the parameters of the path
 * @param query the parameters of the query
 * @param body the body, or null for none
 * @param references what in it names something that a workspace has
 */
record ApiRequest(
        ApiOperation operation,
        Map<String, String> path,
        Map<String, String> query,
        @Nullable JsonNode body,
        List<Reference> references) {

    /** Where in a request something is named. */
    enum Place {
        PATH,
        QUERY,
        BODY
    }

    /**
     * The name of something.
     *
     * @param place where it stands
     * @param at the name of the parameter, or the JSON pointer
     * @param resource of what it is the name, see {@link Origins}
     * @param isNew whether the request makes it, so that it must not be there before
     */
    record Reference(Place place, String at, String resource, boolean isNew) {
        @Override
        public String toString() {
            return switch (place) {
                case PATH -> "{" + at + "} in the path";
                case QUERY -> at + " in the query";
                case BODY -> at + " in the body";
            };
        }
    }

    /** What a reference holds. */
    String value(Reference reference) {
        String value = switch (reference.place()) {
            case PATH -> path.get(reference.at());
            case QUERY -> query.get(reference.at());
            case BODY -> body == null ? null : body.at(reference.at()).textValue();
        };
        if (value == null) {
            throw new IllegalStateException(operation + ": there is no " + reference);
        }
        return value;
    }

    /** The same with another value in a reference. */
    ApiRequest with(Reference reference, String value) {
        return switch (reference.place()) {
            case PATH -> new ApiRequest(operation, put(path, reference.at(), value), query, body, references);
            case QUERY -> new ApiRequest(operation, path, put(query, reference.at(), value), body, references);
            case BODY -> {
                JsonNode changed = body == null ? TextNode.valueOf("") : body.deepCopy();
                replace(changed, JsonPointer.compile(reference.at()), TextNode.valueOf(value));
                yield new ApiRequest(operation, path, query, changed, references);
            }
        };
    }

    private static Map<String, String> put(Map<String, String> map, String name, String value) {
        Map<String, String> changed = new LinkedHashMap<>(map);
        changed.put(name, value);
        return changed;
    }

    /** Replaces what stands at a pointer, which must not be the whole. */
    static void replace(JsonNode tree, JsonPointer at, JsonNode value) {
        JsonNode parent = tree.at(at.head());
        if (parent instanceof ObjectNode object) {
            object.set(at.last().getMatchingProperty(), value);
        } else {
            ((ArrayNode) parent).set(at.last().getMatchingIndex(), value);
        }
    }

    /** The path and the query as they are sent. */
    String target() {
        String filled = operation.path();
        for (Map.Entry<String, String> parameter : path.entrySet()) {
            filled = filled.replace("{" + parameter.getKey() + "}", encoded(parameter.getValue()));
        }
        List<String> pairs = new ArrayList<>();
        query.forEach((name, value) -> pairs.add(encoded(name) + "=" + encoded(value)));
        return pairs.isEmpty() ? filled : filled + "?" + String.join("&", pairs);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The body as it is sent, or null. */
    @Nullable
    String text() {
        return body == null ? null : body.toString();
    }

    @Override
    public String toString() {
        return operation.method() + " " + target() + (body == null ? "" : " " + body);
    }
}
