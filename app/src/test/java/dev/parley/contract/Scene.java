package dev.parley.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.contract.ApiOperation.PathParameter;
import dev.parley.contract.ApiRequest.Place;
import dev.parley.contract.ApiRequest.Reference;
import dev.parley.core.testing.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one workspace has for requests to be aimed at. Everything in it is made over the API when it is first asked for, with requests
 * that are derived themselves. Not for several threads.
 */
final class Scene {

    private final Service service;
    private final String workspace;
    private final String key;
    private final Taste taste;
    private final Map<String, String> names = new HashMap<>();
    private int making;

    /**
     * @param key a key for everything in the workspace
     * @param taste for what is made here
     */
    Scene(Service service, String workspace, String key, Taste taste) {
        this.service = service;
        this.workspace = workspace;
        this.key = key;
        this.taste = taste;
    }

    Origins origins() {
        return service.origins();
    }

    /** A request that should succeed, in this scene's own taste. */
    ApiRequest request(ApiOperation operation) {
        return request(operation, taste);
    }

    /**
     * A request that should succeed as far as the document and the table tell. What must be there for it is made.
     *
     * @throws CannotPlaceException when the table lacks something
     */
    ApiRequest request(ApiOperation operation, Taste values) {
        for (Origins.First first : origins().before(operation)) {
            succeed(request(first.operation(), first.aims()));
        }
        List<Reference> references = new ArrayList<>();
        Map<String, String> path = new LinkedHashMap<>();
        for (PathParameter parameter : operation.pathParameters()) {
            boolean isNew = origins()
                    .find(Origins.Made.class, parameter.resource())
                    .filter(made -> made.pointer().isEmpty() && made.operation().equals(operation.toString()))
                    .isPresent();
            references.add(new Reference(Place.PATH, parameter.name(), parameter.resource(), isNew));
            path.put(parameter.name(), isNew ? freeName(parameter.resource()) : nameOf(parameter.resource()));
        }
        Values made = new Values(operation.document(), this, values);
        Map<String, String> query = new LinkedHashMap<>();
        for (JsonNode parameter : operation.parametersIn("query")) {
            String name = parameter.path("name").asText();
            made.parameter(operation + "?" + name, parameter).ifPresent(value -> query.put(name, value));
        }
        @Nullable JsonNode body = operation.hasBody() ? made.body(operation.bodySchema()) : null;
        references.addAll(made.references());
        return new ApiRequest(operation, path, query, body, references);
    }

    /** A request that is to come before another one. */
    private ApiRequest request(String operation, List<Origins.Aim> aims) {
        making++;
        try {
            ApiRequest request = request(service.operation(operation));
            for (Origins.Aim aim : aims) {
                for (Reference reference : request.references()) {
                    if (reference.resource().equals(aim.resource())) {
                        request = request.with(reference, aim.name());
                    }
                }
            }
            return request;
        } finally {
            making--;
        }
    }

    /** Whether something is being made for a request, which should then need as little as possible itself. */
    boolean isMaking() {
        return making > 0;
    }

    /** The name of a resource here, which is made when it is not there. */
    String nameOf(String resource) {
        String known = names.get(resource);
        if (known != null) {
            return known;
        }
        String name = origins()
                .find(Origins.There.class, resource)
                .map(there -> there.name().apply(workspace))
                .orElseGet(() -> make(resource));
        names.put(resource, name);
        return name;
    }

    private String make(String resource) {
        Origins.Made made = origins()
                .find(Origins.Made.class, resource)
                .orElseThrow(() -> new CannotPlaceException("Origins does not say what makes " + resource));
        ApiRequest request = request(made.operation(), made.aims());
        JsonNode answer = succeed(request);
        if (!made.pointer().isEmpty()) {
            String name = answer.at(made.pointer()).asText();
            if (name.isEmpty()) {
                throw new CannotPlaceException(request + " answers nothing at " + made.pointer() + ": " + answer);
            }
            return name;
        }
        return request.references().stream()
                .filter(reference -> reference.isNew() && reference.resource().equals(resource))
                .map(request::value)
                .findFirst()
                .orElseThrow(() -> new CannotPlaceException(request + " does not name " + resource));
    }

    private JsonNode succeed(ApiRequest request) {
        Reply reply = service.send(request, key);
        if (reply.status() >= 300) {
            throw new CannotPlaceException(request + " should work and answers " + reply.status() + " " + reply.text());
        }
        return reply.json();
    }

    /** A name that a resource can have and none has. */
    String freeName(String resource) {
        return origins()
                .find(Origins.Free.class, resource)
                .orElseThrow(
                        () -> new CannotPlaceException("Origins does not say how a new " + resource + " is called"))
                .name()
                .get();
    }

    /** Forgets what there is, so that the next request finds all of it new. */
    void forget() {
        names.clear();
    }
}
