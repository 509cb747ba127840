package dev.parley.flowyte.skill;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.flowyte.agent.PhoneText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A member of the configuration of a skill.
 *
 * @param name its name, as on the wire
 * @param isRequired whether an enabled skill must have it
 * @param description what it is for
 * @param check what is wrong with a value, or null when nothing is
 */
record ConfigMember(String name, boolean isRequired, String description, Function<JsonNode, @Nullable String> check) {

    private static final Pattern TEMPLATE = Pattern.compile("\\{[a-zA-Z_][a-zA-Z0-9_]*}");
    private static final Pattern ADDRESS = Pattern.compile("[^@\\s,]+@[^@\\s,]+");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern COMMA = Pattern.compile(",");
    private static final int MAX_URL = 2000;
    private static final List<String> SCHEMES = List.of("http", "https");

    static ConfigMember text(String name, String description) {
        return new ConfigMember(name, false, description, ConfigMember::textViolation);
    }

    /** A text that becomes the header of a mail: a line break in it would begin another header. */
    static ConfigMember line(String name, String description) {
        return new ConfigMember(
                name,
                false,
                description,
                value -> value.isTextual() && CONTROL.matcher(value.textValue()).find()
                        ? "must be one line"
                        : textViolation(value));
    }

    static ConfigMember choice(String name, String description, List<String> values) {
        return new ConfigMember(
                name,
                false,
                description,
                value -> values.contains(value.asText()) && value.isTextual()
                        ? null
                        : "must be one of " + String.join(", ", values));
    }

    static ConfigMember integer(String name, String description, int minimum, int maximum) {
        return new ConfigMember(
                name,
                false,
                description,
                value -> value.isIntegralNumber()
                                && value.canConvertToInt()
                                && value.intValue() >= minimum
                                && value.intValue() <= maximum
                        ? null
                        : "must be an integer from " + minimum + " to " + maximum);
    }

    static ConfigMember addresses(String name, String description) {
        return new ConfigMember(name, false, description, value -> {
            for (String address : COMMA.split(value.asText(), -1)) {
                String one = address.strip();
                boolean isAddress =
                        ADDRESS.matcher(TEMPLATE.matcher(one).replaceAll("x")).matches();
                if (!isAddress && !TEMPLATE.matcher(one).matches()) {
                    return "must be e-mail addresses or {parameters}, with commas between them";
                }
            }
            return textViolation(value);
        });
    }

    static ConfigMember url(String name, String description) {
        return new ConfigMember(name, false, description, value -> {
            try {
                URI url = new URI(TEMPLATE.matcher(value.asText()).replaceAll("x"));
                boolean isGood = value.isTextual()
                        && value.textValue().length() <= MAX_URL
                        && url.getScheme() != null
                        && SCHEMES.contains(url.getScheme())
                        && url.getHost() != null;
                return isGood ? null : "must be an http or https URL";
            } catch (URISyntaxException e) {
                return "must be an http or https URL";
            }
        });
    }

    /** Headers of HTTP by their names, RFC 9110 section 5. */
    static ConfigMember headers(String name, String description) {
        return new ConfigMember(name, false, description, value -> {
            if (!value.isObject()) {
                return "must be an object of strings";
            }
            for (Map.Entry<String, JsonNode> header : value.properties()) {
                if (!HEADER.matcher(header.getKey()).matches()) {
                    return "has a name that is no name of a header: " + header.getKey();
                }
                if (!header.getValue().isTextual()
                        || CONTROL.matcher(header.getValue().textValue()).find()) {
                    return "must have a string of one line for " + header.getKey();
                }
            }
            return null;
        });
    }

    static ConfigMember phoneNumber(String name, String description) {
        return new ConfigMember(
                name,
                false,
                description,
                value -> value.isTextual()
                                && (TEMPLATE.matcher(value.textValue()).matches()
                                        || PhoneText.normalized(value.textValue())
                                                .isPresent())
                        ? null
                        : "must be a phone number or a {parameter}");
    }

    static ConfigMember positive(String name, String description) {
        return new ConfigMember(
                name,
                false,
                description,
                value -> value.isNumber() && value.decimalValue().signum() > 0 ? null : "must be a positive number");
    }

    /** The same, as one that an enabled skill must have. */
    ConfigMember required() {
        return new ConfigMember(name, true, description, check);
    }

    private static @Nullable String textViolation(JsonNode value) {
        return value.isTextual() && !value.textValue().isBlank() ? null : "must be a string that is not blank";
    }
}
