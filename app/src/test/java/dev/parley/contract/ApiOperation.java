package dev.parley.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An operation as its document declares it.
 *
 * @param document where it stands
 * @param method the HTTP method, in capitals
 * @param path the path with its parameters in braces
 * @param json what is declared
 */
public record ApiOperation(ApiDocument document, String method, String path, JsonNode json) {

    private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

    /** A parameter of the path, and what the path up to it stands for, such as {@code /v1/agents/{}}. */
    record PathParameter(String name, String resource) {}

    /** The scope that a key must hold; empty when the document does not say. */
    String scope() {
        String scope = "";
        for (JsonNode scheme : json.path("security").path(0)) {
            scope = scheme.path(0).asText();
        }
        return scope;
    }

    List<PathParameter> pathParameters() {
        List<PathParameter> parameters = new ArrayList<>();
        Matcher parameter = PARAMETER.matcher(path);
        while (parameter.find()) {
            parameters.add(new PathParameter(
                    parameter.group(1),
                    PARAMETER.matcher(path.substring(0, parameter.end())).replaceAll("{}")));
        }
        return parameters;
    }

    /** The parameters in a place other than the path: {@code query} or {@code header}. */
    List<JsonNode> parametersIn(String place) {
        List<JsonNode> parameters = new ArrayList<>();
        json.path("parameters").forEach(parameter -> {
            if (parameter.path("in").asText().equals(place)) {
                parameters.add(parameter);
            }
        });
        return parameters;
    }

    boolean hasBody() {
        return json.has("requestBody");
    }

    /** What the body is: JSON, or lines of it. */
    String bodyType() {
        return json.at("/requestBody/content").fieldNames().next();
    }

    JsonNode bodySchema() {
        return json.at("/requestBody/content").path(bodyType()).path("schema");
    }

    /** Whether it changes nothing, as far as its method tells. */
    boolean isGet() {
        return method.equals("GET");
    }

    /** What is declared for a status: by itself or, for an error, for all that is not; missing when nothing is. */
    JsonNode response(int status) {
        JsonNode responses = json.path("responses");
        JsonNode declared = responses.path(Integer.toString(status));
        return declared.isMissingNode() && status >= 400 ? responses.path("default") : declared;
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
