package dev.parley.flowyte.skill;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.error.FieldError;
import dev.parley.flowyte.agent.PhoneText;
import java.util.ArrayList;
import java.util.List;

/**
 * What skills of a type are told by the operator. What is known of a type is checked; other members are kept as they are, since the
 * API does not publish all of them.
 */
final class ExecutionConfig {

    private static final String FIELD = "executionConfig";
    private static final String DESTINATION = "destination";
    private static final String CHECK_SERVICE_AREA = "check_service_area";

    private ExecutionConfig() {}

    /** The members that are known of a type; empty where its configuration is an open object. */
    static List<ConfigMember> members(SkillType type) {
        return switch (type) {
            case email ->
                List.of(
                        ConfigMember.addresses(
                                        "to", "E-mail addresses, with commas between them; may hold {parameters}.")
                                .required(),
                        ConfigMember.line("subject", "May hold {parameters}.").required(),
                        ConfigMember.line("from_name", "Whom the mail seems to be from."),
                        ConfigMember.text("intro", "What stands before the collected values."),
                        ConfigMember.addresses("reply_to", "Where answers go; may hold {parameters}."));
            case http_webhook ->
                List.of(
                        ConfigMember.url("url", "Where the parameters are sent.")
                                .required(),
                        ConfigMember.choice(
                                "method", "POST when absent.", List.of("GET", "POST", "PUT", "PATCH", "DELETE")),
                        ConfigMember.headers("headers", "Headers that go along."),
                        ConfigMember.integer("timeout_ms", "How long an answer is waited for.", 1, 60_000));
            case db_query ->
                List.of(ConfigMember.text("sql_template", "The query; may hold {parameters}.")
                        .required());
            case transfer ->
                List.of(ConfigMember.phoneNumber(DESTINATION, "A phone number, stored as E.164, or a {parameter}."));
            case builtin ->
                List.of(ConfigMember.choice("action", "What is done.", List.of("end_call", "take_message", "repeat"))
                        .required());
            case geo ->
                List.of(
                        ConfigMember.choice(
                                        "action",
                                        "What is looked up.",
                                        List.of(CHECK_SERVICE_AREA, "find_nearest_location"))
                                .required(),
                        ConfigMember.text("origin_address", "The middle of the area; check_service_area needs it."),
                        ConfigMember.positive("radius_miles", "How far it reaches; check_service_area needs it."));
            default -> List.of();
        };
    }

    /**
     * Everything that is wrong with a configuration.
     *
     * @param isEnabled whether the skill is enabled, so that nothing may be missing
     */
    static List<FieldError> violations(SkillType type, JsonNode config, boolean isEnabled) {
        List<FieldError> errors = new ArrayList<>();
        boolean isArea = type == SkillType.geo && config.path("action").asText().equals(CHECK_SERVICE_AREA);
        for (ConfigMember member : members(type)) {
            boolean isRequired = member.isRequired()
                    || (isArea && List.of("origin_address", "radius_miles").contains(member.name()));
            JsonNode value = config.path(member.name());
            String violation = value.isMissingNode() ? null : member.check().apply(value);
            if (violation != null) {
                errors.add(new FieldError(FIELD + "." + member.name(), violation));
            } else if (value.isMissingNode() && isRequired && isEnabled) {
                errors.add(new FieldError(FIELD + "." + member.name(), "is required while the skill is enabled"));
            }
        }
        return errors;
    }

    /** Puts the phone number of a transfer into its one spelling. */
    static void normalize(SkillType type, JsonNode config) {
        if (type == SkillType.transfer && config.path(DESTINATION).isTextual()) {
            PhoneText.normalized(config.path(DESTINATION).textValue())
                    .ifPresent(number -> ((ObjectNode) config).put(DESTINATION, number));
        }
    }
}
