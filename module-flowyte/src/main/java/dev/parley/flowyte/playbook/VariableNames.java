package dev.parley.flowyte.playbook;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** How the variables of a playbook may be named. Names are case-sensitive. */
public final class VariableNames {

    /** What a name matches. */
    public static final String PATTERN = "^[a-zA-Z_][a-zA-Z0-9_]*$";

    /** What every conversation has from its beginning; no step can set it. */
    public static final List<String> RESERVED = List.of("caller_info", "caller_number", "caller_name", "verified");

    private static final Pattern VALID = Pattern.compile(PATTERN);

    private VariableNames() {}

    /** Whether a variable can have this name. */
    public static boolean isValid(String name) {
        return VALID.matcher(name).matches();
    }

    /** Whether a step can set a variable of this name. */
    public static boolean isSettable(String name) {
        return isValid(name) && !RESERVED.contains(name);
    }

    /**
     * The variables that a playbook with this {@code inputSchema} starts with.
     *
     * @param inputSchema a JSON Schema of an object; anything else has no variables
     */
    public static Set<String> ofInputSchema(JsonNode inputSchema) {
        Set<String> names = new LinkedHashSet<>();
        inputSchema.path("properties").fieldNames().forEachRemaining(name -> {
            if (isValid(name)) {
                names.add(name);
            }
        });
        return Collections.unmodifiableSet(names);
    }
}
