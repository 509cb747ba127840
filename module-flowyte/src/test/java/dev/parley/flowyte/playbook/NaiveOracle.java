package dev.parley.flowyte.playbook;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is wrong with a small graph, found out again from its JSON in the plainest way: by walking every way, with every set of
 * variables that can be set on it. It shares nothing with the code that it judges.
 */
final class NaiveOracle {

    private static final Set<String> RESERVED = Set.of("caller_info", "caller_number", "caller_name", "verified");
    private static final Set<String> COMPARING =
            Set.of("equals", "not_equals", "contains", "greater_than", "less_than");

    private final Map<String, JsonNode> nodes = new LinkedHashMap<>();
    private final List<JsonNode> connections = new ArrayList<>();
    private final Set<String> given = new HashSet<>(RESERVED);
    private final Set<String> skills;
    private final List<String> defects = new ArrayList<>();

    /** By each node that is walked to: every set of variables that can be set there. */
    private final Map<String, Set<Set<String>>> walked = new LinkedHashMap<>();

    NaiveOracle(JsonNode graph, Set<String> inputs, Set<String> skills) {
        graph.path("nodes").forEach(node -> nodes.put(node.path("id").asText(), node));
        graph.path("connections").forEach(connections::add);
        given.addAll(inputs);
        this.skills = skills;
    }

    /** Every defect as {@code REASON node} or, of a variable, {@code REASON node variable}; the node is {@code -} for the whole. */
    List<String> defects() {
        List<String> starts = starts();
        if (starts.isEmpty()) {
            defects.add("NO_START -");
        }
        boolean ends = nodes.values().stream().anyMatch(node -> isType(node, "end"));
        if (!ends) {
            defects.add("NO_END -");
        }
        starts.forEach(start -> walk(start, Set.of()));
        connections.forEach(this::judgeConnection);
        for (String id : nodes.keySet()) {
            if (starts.size() > 1 && starts.contains(id)) {
                defects.add("SEVERAL_STARTS " + id);
            }
            if (!starts.isEmpty() && !walked.containsKey(id)) {
                defects.add("UNREACHABLE " + id);
            }
            judgeData(id);
            judgeWays(id);
            judgeReads(id);
            if (ends && walked.containsKey(id) && !comesToEnd(id, new HashSet<>())) {
                defects.add("NO_WAY_TO_END " + id);
            }
            if (!waits(id) && comesBack(id, id, new HashSet<>())) {
                defects.add("LOOP_WITHOUT_INPUT " + id);
            }
        }
        return defects;
    }

    /** The marked ones; else the first of each group of nodes that lead to one another and that nothing else leads to. */
    private List<String> starts() {
        List<String> marked = new ArrayList<>();
        nodes.forEach((id, node) -> {
            if (isType(node, "start")) {
                marked.add(id);
            }
        });
        List<String> starts = new ArrayList<>();
        for (String id : marked.isEmpty() ? nodes.keySet() : Set.<String>of()) {
            boolean first = true;
            for (String other : nodes.keySet()) {
                if (leads(other, id, new HashSet<>())) {
                    first &= leads(id, other, new HashSet<>()) && !starts.contains(other);
                }
            }
            if (first) {
                starts.add(id);
            }
        }
        return marked.isEmpty() ? starts : marked;
    }

    private boolean leads(String from, String to, Set<String> seen) {
        return connections.stream()
                .filter(c -> live(c) && c.path("source").asText().equals(from) && seen.add(target(c)))
                .anyMatch(c -> target(c).equals(to) || leads(target(c), to, seen));
    }

    private void walk(String id, Set<String> set) {
        if (!walked.computeIfAbsent(id, key -> new HashSet<>()).add(set)) {
            return;
        }
        for (String outcome : outcomes(id)) {
            Set<String> after = new TreeSet<>(set);
            JsonNode data = data(id);
            if (isType(node(id), "collect") && data.has("variable")) {
                after.add(data.path("variable").asText());
            }
            if (isType(node(id), "skill") && outcome.equals("success")) {
                data.path("outputs").fieldNames().forEachRemaining(after::add);
            }
            exits(id, outcome).forEach(target -> walk(target, after));
        }
    }

    private void judgeConnection(JsonNode connection) {
        String source = connection.path("source").asText();
        boolean taken = live(connection) && outcomes(source).stream().anyMatch(outcome -> takes(connection, outcome));
        if (!taken) {
            String at = nodes.containsKey(source)
                    ? source
                    : nodes.containsKey(target(connection)) ? target(connection) : "-";
            defects.add("DANGLING_CONNECTION " + at);
        }
    }

    private void judgeData(String id) {
        JsonNode data = data(id);
        boolean complete = switch (node(id).path("type").asText()) {
            case "collect" -> data.has("variable") && data.has("prompt");
            case "message", "confirm" -> data.has("text");
            case "skill" -> data.has("skillId");
            case "branch" -> data.path("conditions").size() > 0 && conditionsComplete(data.path("conditions"));
            default -> true;
        };
        if (!complete) {
            defects.add("INCOMPLETE " + id);
        }
        if (isType(node(id), "skill")
                && data.has("skillId")
                && !skills.contains(data.path("skillId").asText())) {
            defects.add("UNKNOWN_SKILL " + id);
        }
    }

    private static boolean conditionsComplete(JsonNode conditions) {
        for (JsonNode condition : conditions) {
            boolean compares = COMPARING.contains(condition.path("operator").asText());
            if (!condition.has("handle")
                    || !condition.has("variable")
                    || !condition.has("operator")
                    || (compares && !condition.has("value"))) {
                return false;
            }
        }
        return true;
    }

    private void judgeWays(String id) {
        boolean missing = false;
        boolean several = false;
        for (String outcome : outcomes(id)) {
            int exits = exits(id, outcome).size();
            several |= exits > 1;
            if (exits == 0 && isType(node(id), "branch") && outcome.equals("default")) {
                defects.add("NO_DEFAULT " + id);
            } else {
                missing |= exits == 0;
            }
        }
        if (missing) {
            defects.add("MISSING_PATH " + id);
        }
        if (several) {
            defects.add("AMBIGUOUS_PATH " + id);
        }
    }

    private void judgeReads(String id) {
        Set<Set<String>> sets = walked.getOrDefault(id, Set.of());
        for (String name : reads(id)) {
            if (!sets.isEmpty() && !given.contains(name) && sets.stream().noneMatch(set -> set.contains(name))) {
                defects.add("UNSET_VARIABLE " + id + " " + name);
            }
        }
    }

    private Set<String> reads(String id) {
        JsonNode data = data(id);
        StringBuilder texts = new StringBuilder();
        switch (node(id).path("type").asText()) {
            case "collect" -> texts.append(data.path("prompt").asText());
            case "message", "confirm", "end" -> texts.append(data.path("text").asText());
            case "skill" -> data.path("inputs").forEach(input -> texts.append(input.asText()));
            case "branch" ->
                data.path("conditions")
                        .forEach(condition -> texts.append('{')
                                .append(condition.path("variable").asText())
                                .append('}'));
            default -> {
                // Nothing is known of others.
            }
        }
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = Pattern.compile("\\{(\\w+)}").matcher(texts);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    private boolean comesToEnd(String id, Set<String> seen) {
        return isType(node(id), "end")
                || (seen.add(id)
                        && outcomes(id).stream()
                                .flatMap(outcome -> exits(id, outcome).stream())
                                .anyMatch(target -> comesToEnd(target, seen)));
    }

    private boolean comesBack(String from, String home, Set<String> seen) {
        for (String outcome : outcomes(from)) {
            for (String target : exits(from, outcome)) {
                if (target.equals(home) || (!waits(target) && seen.add(target) && comesBack(target, home, seen))) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean waits(String id) {
        return Set.of("collect", "confirm", "skill")
                .contains(node(id).path("type").asText());
    }

    private List<String> outcomes(String id) {
        return switch (node(id).path("type").asText()) {
            case "end" -> List.of();
            case "confirm" -> List.of("yes", "no");
            case "skill" -> List.of("success", "error");
            case "branch" -> {
                Set<String> handles = new LinkedHashSet<>();
                data(id).path("conditions").forEach(condition -> {
                    if (condition.has("handle")) {
                        handles.add(condition.path("handle").asText());
                    }
                });
                handles.add("default");
                yield List.copyOf(handles);
            }
            default -> List.of("only");
        };
    }

    private List<String> exits(String id, String outcome) {
        return connections.stream()
                .filter(c -> live(c) && c.path("source").asText().equals(id) && takes(c, outcome))
                .map(NaiveOracle::target)
                .toList();
    }

    /** Whether a connection that has both ends is for an outcome of its source. */
    private boolean takes(JsonNode connection, String outcome) {
        String source = connection.path("source").asText();
        String handle = handle(connection);
        if (outcome.equals("only") || handle.equals(outcome)) {
            return true;
        }
        boolean own = connections.stream()
                .anyMatch(c -> live(c)
                        && c.path("source").asText().equals(source)
                        && handle(c).equals(outcome));
        return handle.equals("default") && !own && !isType(node(source), "branch");
    }

    private boolean live(JsonNode connection) {
        return nodes.containsKey(connection.path("source").asText()) && nodes.containsKey(target(connection));
    }

    private static String target(JsonNode connection) {
        return connection.path("target").asText();
    }

    private static String handle(JsonNode connection) {
        return connection.path("sourceHandle").isNull()
                ? "default"
                : connection.path("sourceHandle").asText();
    }

    private JsonNode node(String id) {
        return Objects.requireNonNull(nodes.get(id));
    }

    private JsonNode data(String id) {
        return node(id).path("data");
    }

    private static boolean isType(JsonNode node, String type) {
        return node.path("type").asText().equals(type);
    }
}
