package dev.parley.flowyte.playbook;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The graph of a playbook as it is followed: its steps, and the ways between them. Immutable; any JSON can be read as one. */
public final class PlaybookGraph {

    /**
     * A way that the conversation can go.
     *
     * @param outcome the outcome of the step that it is taken for
     * @param connection leads to a node that exists; a default path is the way of several outcomes
     */
    public record Way(String outcome, Connection connection) {

        /** The node that it leads to. */
        public String target() {
            return connection.target();
        }
    }

    private final Map<String, Step> steps;
    private final List<Connection> connections;
    private final Map<String, List<Way>> ways;
    private final List<String> starts;

    private PlaybookGraph(Map<String, Step> steps, List<Connection> connections) {
        this.steps = Collections.unmodifiableMap(steps);
        this.connections = List.copyOf(connections);
        Map<String, List<Connection>> leaving = new LinkedHashMap<>();
        for (Connection connection : connections) {
            if (steps.containsKey(connection.source()) && steps.containsKey(connection.target())) {
                leaving.computeIfAbsent(connection.source(), id -> new ArrayList<>())
                        .add(connection);
            }
        }
        Map<String, List<Way>> found = new LinkedHashMap<>();
        steps.values().forEach(step -> found.put(step.id(), ways(step, leaving.getOrDefault(step.id(), List.of()))));
        this.ways = Collections.unmodifiableMap(found);
        this.starts = starts(steps, leaving);
    }

    /**
     * Reads a graph. A node or connection without the members it needs is left out, and so is a node that has the id of one before
     * it.
     *
     * @param graph a {@link Graph} in JSON
     */
    public static PlaybookGraph of(JsonNode graph) {
        Map<String, Step> steps = new LinkedHashMap<>();
        for (JsonNode node : graph.path("nodes")) {
            String id = node.path("id").textValue();
            String type = node.path("type").textValue();
            if (id != null && type != null) {
                steps.putIfAbsent(id, StepReader.read(id, type, node.path("data")));
            }
        }
        List<Connection> connections = new ArrayList<>();
        for (JsonNode connection : graph.path("connections")) {
            String source = connection.path("source").textValue();
            String target = connection.path("target").textValue();
            if (source != null && target != null) {
                connections.add(new Connection(
                        connection.path("id").asText(),
                        source,
                        target,
                        connection.path("sourceHandle").textValue(),
                        connection.path("targetHandle").textValue()));
            }
        }
        return new PlaybookGraph(steps, connections);
    }

    /** The steps in the order of their nodes. */
    public List<Step> steps() {
        return List.copyOf(steps.values());
    }

    /** The connections, also those that lead nowhere. */
    public List<Connection> connections() {
        return connections;
    }

    /** The step of a node, null if there is no such node. */
    public @Nullable Step step(String nodeId) {
        return steps.get(nodeId);
    }

    /**
     * Where the playbook begins: the nodes of the type {@link Step.Other#START} or, if there are none, the nodes that no connection
     * leads to. Of nodes that only connections from what follows them lead to, as when a caller who says no is asked again from the
     * beginning, it is the first. A playbook that can be followed has exactly one.
     */
    public List<String> starts() {
        return starts;
    }

    /** The ways from a node to nodes that exist, in the order of the outcomes of its step. */
    public List<Way> ways(String nodeId) {
        return ways.getOrDefault(nodeId, List.of());
    }

    /** The node that follows when a step turns out so, null if there is none. */
    @Nullable
    String next(String nodeId, String outcome) {
        for (Way way : ways(nodeId)) {
            if (way.outcome().equals(outcome)) {
                return way.target();
            }
        }
        return null;
    }

    /** The nodes that some of these nodes lead to, and these themselves. */
    Set<String> reachable(List<String> from) {
        return closure(from, id -> ways(id).stream().map(Way::target).toList());
    }

    /** The nodes that lead to an end, and the ends themselves. */
    Set<String> leadingToEnd() {
        Map<String, List<String>> sources = new LinkedHashMap<>();
        ways.forEach((source, list) -> list.forEach(way ->
                sources.computeIfAbsent(way.target(), id -> new ArrayList<>()).add(source)));
        List<String> ends = steps.values().stream()
                .filter(Step.End.class::isInstance)
                .map(Step::id)
                .toList();
        return closure(ends, id -> sources.getOrDefault(id, List.of()));
    }

    /** Everything that can be come to from somewhere, and that itself. */
    static Set<String> closure(List<String> from, Function<String, List<String>> next) {
        Set<String> found = new LinkedHashSet<>(from);
        List<String> open = new ArrayList<>(found);
        while (!open.isEmpty()) {
            for (String id : next.apply(open.remove(open.size() - 1))) {
                if (found.add(id)) {
                    open.add(id);
                }
            }
        }
        return Collections.unmodifiableSet(found);
    }

    private static List<Way> ways(Step step, List<Connection> leaving) {
        List<Way> ways = new ArrayList<>();
        for (String outcome : step.outcomes()) {
            for (Connection connection : taken(step, outcome, leaving)) {
                ways.add(new Way(outcome, connection));
            }
        }
        return Collections.unmodifiableList(ways);
    }

    private static List<Connection> taken(Step step, String outcome, List<Connection> leaving) {
        if (step.outcomes().size() == 1 && !(step instanceof Step.Branch)) {
            return leaving;
        }
        List<Connection> defaults =
                leaving.stream().filter(Connection::takenByDefault).toList();
        if (outcome.equals(Step.DEFAULT)) {
            return defaults;
        }
        List<Connection> own =
                leaving.stream().filter(c -> outcome.equals(c.sourceHandle())).toList();
        return own.isEmpty() && !(step instanceof Step.Branch) ? defaults : own;
    }

    private static List<String> starts(Map<String, Step> steps, Map<String, List<Connection>> leaving) {
        List<String> marked = steps.values().stream()
                .filter(step -> step instanceof Step.Other other && other.type().equals(Step.Other.START))
                .map(Step::id)
                .toList();
        if (!marked.isEmpty()) {
            return marked;
        }
        Map<String, Set<String>> following = new LinkedHashMap<>();
        for (String id : steps.keySet()) {
            following.put(
                    id,
                    closure(
                            List.of(id),
                            node -> leaving.getOrDefault(node, List.of()).stream()
                                    .map(Connection::target)
                                    .toList()));
        }
        Map<String, Set<String>> leading = new LinkedHashMap<>();
        following.forEach((id, nodes) -> nodes.forEach(node ->
                leading.computeIfAbsent(node, key -> new LinkedHashSet<>()).add(id)));
        Set<String> starts = new LinkedHashSet<>();
        for (String id : steps.keySet()) {
            Set<String> before = leading.getOrDefault(id, Set.of());
            if (following.getOrDefault(id, Set.of()).containsAll(before) && Collections.disjoint(before, starts)) {
                starts.add(id);
            }
        }
        return List.copyOf(starts);
    }
}
