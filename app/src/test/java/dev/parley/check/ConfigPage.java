package dev.parley.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Two variables of a config page. */
final class ConfigPage extends Document {

    private static final List<String> VARIABLES = List.of("first", "second");

    private final String page;
    private final Fields fields;

    /**
     * @param agent the path of an agent without pages
     */
    ConfigPage(Workload workload, String agent, Caller caller) {
        super(new History("config page of " + agent, Map.of()));
        this.page = agent + "/real-time-configs/"
                + List.of("sandbox", "pre-release", "live").get(caller.random().nextInt(3));
        this.fields = new Fields(workload, history(), VARIABLES, new Resource());
    }

    @Override
    void act(Caller caller) {
        if (caller.chance(3)) {
            fields.read(caller);
        } else {
            fields.write(caller);
        }
    }

    @Override
    void read(Caller caller) {
        fields.read(caller);
    }

    private final class Resource implements Fields.Resource {
        @Override
        public Sent get(Caller caller) {
            return caller.read(page);
        }

        @Override
        public Sent patch(Caller caller, Map<String, String> values, @Nullable String tag) {
            String body =
                    Json.object(Map.of()).set("variables", Json.object(values)).toString();
            return caller.write("PATCH", page + "/variables", body, tag, true);
        }

        @Override
        public Map<String, String> values(JsonNode body) {
            Map<String, String> values = new LinkedHashMap<>();
            VARIABLES.forEach(
                    name -> values.put(name, body.path("variables").path(name).asText(Step.NONE)));
            return values;
        }
    }
}
