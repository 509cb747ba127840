package dev.parley.core.testing;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An operation of a module, with a request that the agent of {@link ModuleUnderTest} can carry out. Paths and bodies hold the names of
 * ids in braces.
 *
 * @param method the HTTP method
 * @param path the path as the OpenAPI document has it
 * @param query what the request needs after the path, or the empty string
 * @param body a valid body, or the empty string for an operation without one
 * @param status the status of the answer
 * @param scope the scope that a key needs
 * @param invalid the code of a body that does not fit its schema
 * @param isBodyOptional whether a request without a body, and one with an empty object, will do
 * @param isBodyOpen whether members that the schema does not have are ignored instead of refused
 * @param mediaType what the body is
 * @param parts the parts of the path that an id of another name stands in
 */
public record Operation(
        String method,
        String path,
        String query,
        String body,
        int status,
        String scope,
        String invalid,
        boolean isBodyOptional,
        boolean isBodyOpen,
        String mediaType,
        Map<String, String> parts) {

    private static final String JSON = "application/json";

    public Operation {
        parts = Map.copyOf(parts);
    }

    /** An operation with a closed body that a request must have, or with none when the body is the empty string. */
    public static Operation of(String method, String path, String body, int status, String scope) {
        return new Operation(
                method, path, "", body, status, scope, "SCHEMA_VALIDATION_FAILED", false, false, JSON, Map.of());
    }

    /** A GET that answers 200. */
    public static Operation get(String path, String scope) {
        return of("GET", path, "", 200, scope);
    }

    /** The same with something after the path. */
    public Operation withQuery(String other) {
        return new Operation(
                method, path, other, body, status, scope, invalid, isBodyOptional, isBodyOpen, mediaType, parts);
    }

    /** The same with another code of a body that does not fit its schema. */
    public Operation withInvalid(String code) {
        return new Operation(
                method, path, query, body, status, scope, code, isBodyOptional, isBodyOpen, mediaType, parts);
    }

    /** The same where a request without a body will do. */
    public Operation withOptionalBody() {
        return new Operation(method, path, query, body, status, scope, invalid, true, isBodyOpen, mediaType, parts);
    }

    /** The same where members that the schema does not have are ignored. */
    public Operation withOpenBody() {
        return new Operation(method, path, query, body, status, scope, invalid, isBodyOptional, true, mediaType, parts);
    }

    /** The same where the body is something else than JSON. */
    public Operation withMediaType(String other) {
        return new Operation(
                method, path, query, body, status, scope, invalid, isBodyOptional, isBodyOpen, other, parts);
    }

    /**
     * The same with the id of another name in a part of the path: what creates something under an id that the caller chooses cannot
     * have the id of what is there.
     */
    public Operation withPart(String part, String id) {
        Map<String, String> more = new LinkedHashMap<>(parts);
        more.put(part, id);
        return new Operation(
                method, path, query, body, status, scope, invalid, isBodyOptional, isBodyOpen, mediaType, more);
    }

    /** The path with the query, with ids in it. */
    public String at(Map<String, String> ids) {
        return filled(template(), ids) + query;
    }

    /** The body with ids in it. */
    public String body(Map<String, String> ids) {
        return filled(body, ids);
    }

    /** Whether the id of a name stands in the path. */
    public boolean isAbout(String id) {
        return template().contains("{" + id + "}");
    }

    /** Whether the operation is what a path without a query leads to, with the right method. */
    public boolean isServedAt(String filledPath) {
        return filledPath.matches(path.replaceAll("\\{[^}]+}", "[^/]+"));
    }

    public boolean hasBody() {
        return !body.isEmpty();
    }

    /** Whether it has a body that is JSON. */
    public boolean hasJsonBody() {
        return hasBody() && mediaType.equals(JSON);
    }

    /** Whether the body is an array. */
    public boolean hasArrayBody() {
        return body.startsWith("[");
    }

    /** Whether the operation changes nothing. */
    public boolean isRead() {
        return method.equals("GET") || scope.endsWith(":read");
    }

    private String template() {
        String template = path;
        for (Map.Entry<String, String> part : parts.entrySet()) {
            template = template.replace("{" + part.getKey() + "}", "{" + part.getValue() + "}");
        }
        return template;
    }

    private static String filled(String template, Map<String, String> ids) {
        String filled = template;
        for (Map.Entry<String, String> id : ids.entrySet()) {
            filled = filled.replace("{" + id.getKey() + "}", id.getValue());
        }
        return filled;
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
