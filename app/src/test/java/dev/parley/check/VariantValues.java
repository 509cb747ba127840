package dev.parley.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of two attributes in a variant on main. */
final class VariantValues extends Document {

    private final String variants;
    private final String id;
    private final List<String> attributes;
    private final Fields fields;

    /**
     * @param agent the path of the agent
     * @param id a variant without values
     * @param attributes the ids of attributes
     */
    VariantValues(Workload workload, String agent, String id, List<String> attributes) {
        super(new History("variant " + id, Map.of()));
        this.variants = agent + "/branches/main/variants";
        this.id = id;
        this.attributes = attributes;
        this.fields = new Fields(workload, history(), attributes, new Resource());
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

    @Override
    void remove(Caller caller) {
        caller.write("DELETE", variants + "/" + id, null);
    }

    private final class Resource implements Fields.Resource {
        @Override
        public Sent get(Caller caller) {
            return caller.read(variants);
        }

        @Override
        public Sent patch(Caller caller, Map<String, String> values, @Nullable String tag) {
            String body = Json.object(Map.of())
                    .set("attributeValues", Json.object(Map.of()).set("values", Json.object(values)))
                    .toString();
            return caller.write("PATCH", variants + "/" + id, body, tag, true);
        }

        @Override
        public Map<String, String> values(JsonNode body) {
            JsonNode variant = body;
            for (JsonNode each : body.path("variants")) {
                variant = each.path("id").asText().equals(id) ? each : variant;
            }
            Map<String, String> values = new LinkedHashMap<>();
            for (String attribute : attributes) {
                values.put(
                        attribute,
                        variant.path("attributeValues")
                                .path("values")
                                .path(attribute)
                                .asText(Step.NONE));
            }
            return values;
        }

        /** What is read is the list of all variants. */
        @Override
        public boolean hasTag() {
            return false;
        }
    }
}
