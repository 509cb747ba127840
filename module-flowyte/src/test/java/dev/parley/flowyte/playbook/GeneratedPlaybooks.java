package dev.parley.flowyte.playbook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.json.StrictJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes small graphs: first one that may well be right, then, in half of the cases, with something broken. */
final class GeneratedPlaybooks {

    static final Set<String> INPUTS = Set.of("given");
    static final Set<String> SKILLS = Set.of("book", "look_up");

    private static final List<String> TYPES =
            List.of("collect", "collect", "message", "confirm", "branch", "branch", "skill", "skill", "end", "note");
    private static final List<String> VARIABLES = List.of("a", "b", "c");
    private static final List<String> OPERATORS =
            List.of("equals", "not_equals", "contains", "greater_than", "less_than", "is_set", "is_not_set");
    private static final List<String> HANDLES = List.of("yes", "no", "success", "error", "h0", "h1", "default", "odd");

    private record Link(String source, @Nullable String handle, String target) {}

    private final Random random;
    private final List<String> ids = new ArrayList<>();
    private final List<String> types = new ArrayList<>();
    private final List<ObjectNode> data = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();

    private GeneratedPlaybooks(Random random) {
        this.random = random;
    }

    static JsonNode graph(Random random) {
        GeneratedPlaybooks made = new GeneratedPlaybooks(random);
        made.make();
        if (random.nextBoolean()) {
            for (int i = random.nextInt(3); i >= 0; i--) {
                made.breakSomething();
            }
        }
        return made.json();
    }

    private void make() {
        int size = 2 + random.nextInt(7);
        for (int i = 0; i < size; i++) {
            boolean marked = i == 0 && random.nextInt(10) < 4;
            String type = marked ? "start" : i == size - 1 ? "end" : pick(TYPES);
            ids.add("n" + i);
            types.add(type);
            data.add(data(type));
        }
        for (int i = 0; i < size; i++) {
            for (String handle : handles(i)) {
                links.add(new Link(
                        ids.get(i), handle.equals("default") && random.nextBoolean() ? null : handle, target(i)));
            }
        }
    }

    private String target(int i) {
        int chance = random.nextInt(20);
        if (chance < 14 || i == ids.size() - 1) {
            return ids.get(Math.min(i + 1, ids.size() - 1));
        }
        int forward = i + 1 + random.nextInt(ids.size() - i - 1);
        return ids.get(chance < 18 ? forward : random.nextInt(ids.size()));
    }

    private List<String> handles(int i) {
        return switch (types.get(i)) {
            case "end" -> List.of();
            case "confirm" ->
                List.of(List.of("yes", "no"), List.of("default"), List.of("yes", "default"))
                        .get(random.nextInt(3));
            case "skill" ->
                List.of(List.of("success", "error"), List.of("default"), List.of("default", "error"))
                        .get(random.nextInt(3));
            case "branch" -> {
                List<String> handles = new ArrayList<>(List.of("default"));
                data.get(i).path("conditions").forEach(c -> {
                    String handle = c.path("handle").asText();
                    if (!handle.isEmpty() && !handles.contains(handle)) {
                        handles.add(handle);
                    }
                });
                yield handles;
            }
            default -> List.of(random.nextInt(4) == 0 ? "odd" : "default");
        };
    }

    private ObjectNode data(String type) {
        ObjectNode made = StrictJson.NODES.objectNode();
        switch (type) {
            case "collect" -> {
                made.put("variable", pick(VARIABLES)).put("prompt", text());
                if (random.nextInt(3) == 0) {
                    made.put("inputType", random.nextBoolean() ? "keypad" : "speech");
                }
            }
            case "message", "confirm", "end" -> made.put("text", text());
            case "skill" -> {
                made.put("skillId", random.nextBoolean() ? "book" : "look_up");
                made.putObject("inputs").put("param", text());
                ObjectNode outputs = made.putObject("outputs");
                for (int i = random.nextInt(3); i > 0; i--) {
                    outputs.put(pick(VARIABLES), pick(List.of("", "value", "list.1.value", "missing")));
                }
            }
            case "branch" -> conditions(made.putArray("conditions"));
            default -> made.put("text", "{nothing_is_known_of_this}");
        }
        return made;
    }

    private void conditions(ArrayNode conditions) {
        for (int i = random.nextInt(2); i >= 0; i--) {
            ObjectNode condition = conditions.addObject();
            condition.put("handle", "h" + random.nextInt(2));
            condition.put("variable", variable());
            condition.put("operator", pick(OPERATORS));
            condition.put("value", pick(List.of("yes", "1", "2.5")));
        }
    }

    private String text() {
        return random.nextInt(5) < 3 ? "words" : "words {" + variable() + "} and {not a name}";
    }

    private String variable() {
        return random.nextInt(10) < 7 ? pick(List.of("given", "caller_name", "verified")) : pick(VARIABLES);
    }

    private void breakSomething() {
        int node = random.nextInt(ids.size());
        switch (random.nextInt(10)) {
            case 0 -> change(link -> null);
            case 1 -> change(link -> new Link(link.source(), link.handle(), "nowhere"));
            case 2 -> change(link -> new Link("nowhere", link.handle(), link.target()));
            case 3 -> change(link -> new Link(link.source(), pick(HANDLES), link.target()));
            case 4 -> links.add(new Link(pick(ids), pick(HANDLES), pick(ids)));
            case 5 -> types.set(node, pick(TYPES));
            case 6 -> remove(node);
            case 7 -> data.get(node).remove(pick(List.of("variable", "prompt", "text", "skillId", "conditions")));
            case 8 -> data.get(node).put("skillId", "no_such_skill");
            default -> {
                JsonNode condition = data.get(node).path("conditions").path(0);
                if (condition instanceof ObjectNode object) {
                    object.remove(pick(List.of("handle", "variable", "operator", "value")));
                }
            }
        }
    }

    private void change(Function<Link, @Nullable Link> change) {
        if (!links.isEmpty()) {
            Link changed = change.apply(links.remove(random.nextInt(links.size())));
            if (changed != null) {
                links.add(changed);
            }
        }
    }

    private void remove(int node) {
        if (ids.size() > 1) {
            ids.remove(node);
            types.remove(node);
            data.remove(node);
        }
    }

    private JsonNode json() {
        GraphBuilder graph = new GraphBuilder();
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, random);
        order.forEach(i -> graph.node(ids.get(i), types.get(i), data.get(i)));
        links.forEach(link -> graph.connect(link.source(), link.handle(), link.target()));
        return graph.json();
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }
}
