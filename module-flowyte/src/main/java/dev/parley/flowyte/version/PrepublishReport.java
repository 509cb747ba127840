package dev.parley.flowyte.version;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.error.FieldError;
import dev.parley.core.json.StrictJson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Tells in plain words what a configuration does, before it is published. */
final class PrepublishReport {

    private static final List<String> DESTINATIONS =
            List.of("url", "to", "destination", "spreadsheet", "spreadsheet_id", "calendar_id");

    private final JsonNode config;
    private final ObjectNode report = StrictJson.NODES.objectNode();

    private PrepublishReport(JsonNode config) {
        this.config = config;
    }

    /**
     * Reports.
     *
     * @param config what would be published, see {@link CompiledConfig}
     * @param live what is published now; an empty object when nothing is
     * @param now when the question is asked, for the business hours
     */
    static ObjectNode of(JsonNode config, JsonNode live, Instant now) {
        PrepublishReport made = new PrepublishReport(config);
        List<FieldError> problems = PublishCheck.problems(config);
        made.report.put("canPublish", problems.isEmpty());
        ArrayNode listed = made.report.putArray("problems");
        problems.forEach(
                problem -> listed.addObject().put("field", problem.field()).put("message", problem.message()));
        made.report.put("changes", VersionDiff.between(live, config).size());
        made.report.put("summary", made.summary());
        made.words();
        made.skills();
        made.guardrails();
        made.report.set("businessHours", HoursService.json(config, now));
        ArrayNode warnings = made.report.putArray("warnings");
        made.warnings().forEach(warnings::add);
        return made.report;
    }

    private String summary() {
        return config.path("name").asText() + " answers on " + joined(config.path("enabledChannels")) + " in "
                + joined(config.path("languages")) + ", with " + count(enabled("skills"), "skill") + " and "
                + count(enabled("playbooks"), "playbook") + ".";
    }

    private void words() {
        ArrayNode willSay = report.putArray("willSay");
        String greeting = config.path("greeting").asText("");
        if (!greeting.isBlank()) {
            willSay.add(greeting);
        }
        config.path("goals").forEach(willSay::add);
        config.path("lexicon").path("preferred").forEach(willSay::add);
        ArrayNode wontSay = report.putArray("wontSay");
        config.path("neverDo").forEach(wontSay::add);
        config.path("lexicon").path("banned").forEach(wontSay::add);
    }

    private void skills() {
        ArrayNode skills = report.putArray("skills");
        config.path("skills").properties().forEach(skill -> {
            if (skill.getValue().path("isEnabled").booleanValue()) {
                ObjectNode line = skills.addObject().put("id", skill.getKey());
                line.set("name", skill.getValue().path("name"));
                line.set("skillType", skill.getValue().path("skillType"));
                ArrayNode sends = line.putArray("sends");
                sent(skill.getValue()).forEach(sends::add);
                line.put("sendsTo", destination(skill.getValue()));
                line.set("isWrite", skill.getValue().path("isWrite"));
            }
        });
    }

    /** The parameters of a skill, under the names that they leave with. */
    private static Set<String> sent(JsonNode skill) {
        Set<String> names = new TreeSet<>();
        skill.path("parametersSchema").path("properties").fieldNames().forEachRemaining(name -> {
            JsonNode renamed = skill.path("dataEgressMap").path(name);
            names.add(renamed.isTextual() ? renamed.textValue() : name);
        });
        return names;
    }

    private static String destination(JsonNode skill) {
        JsonNode execution = skill.path("executionConfig");
        return DESTINATIONS.stream()
                .map(name -> execution.path(name).asText(""))
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    private void guardrails() {
        ArrayNode guardrails = report.putArray("guardrails");
        config.path("guardrails").forEach(policy -> {
            if (policy.path("isEnabled").booleanValue()) {
                ObjectNode line = guardrails.addObject();
                line.set("id", policy.path("id"));
                line.set("policyType", policy.path("policyType"));
            }
        });
    }

    private List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        String handoff =
                config.path("handoffConfig").path("transferDestination").asText("");
        if (!config.path("isActive").booleanValue()) {
            warnings.add("The agent is not active: it answers nobody.");
        }
        if (config.path("enabledChannels").isEmpty()) {
            warnings.add("No channel is enabled: nobody reaches the agent.");
        }
        if (config.path("greeting").asText("").isBlank()) {
            warnings.add("There is no greeting: the caller has to speak first.");
        }
        if (config.path("callControl").path("onNoResponseAction").asText().equals("transfer") && handoff.isEmpty()) {
            warnings.add("Silent calls are to be transferred, but there is no transfer destination.");
        }
        JsonNode afterHours = config.path("businessHours").path("afterHours");
        if (afterHours.path("allowHumanTransfer").booleanValue()
                && afterHours.path("number").asText("").isEmpty()
                && handoff.isEmpty()) {
            warnings.add("Calls may be transferred after hours, but there is no number to transfer them to.");
        }
        config.path("languages").forEach(language -> {
            if (!config.path("voiceMap").has(language.asText())
                    && config.path("defaultVoiceId").isNull()) {
                warnings.add("There is no voice for " + language.asText() + ".");
            }
        });
        config.path("skills").forEach(skill -> {
            if (skill.path("isEnabled").booleanValue()
                    && skill.path("isWrite").booleanValue()
                    && !skill.path("requiresConfirmation").booleanValue()) {
                warnings.add("The skill " + skill.path("name").asText()
                        + " changes something without asking the caller first.");
            }
        });
        config.path("playbooks").forEach(playbook -> {
            if (!playbook.path("isEnabled").booleanValue()) {
                return;
            }
            playbook.path("graph").path("nodes").forEach(node -> {
                JsonNode called = config.path("skills")
                        .path(node.path("data").path("skillId").asText());
                if (node.path("type").asText().equals("skill")
                        && called.isObject()
                        && !called.path("isEnabled").booleanValue()) {
                    warnings.add("The playbook " + playbook.path("name").asText() + " calls the skill "
                            + called.path("name").asText() + ", which is disabled.");
                }
            });
        });
        return warnings;
    }

    private int enabled(String what) {
        int enabled = 0;
        for (JsonNode one : config.path(what)) {
            enabled += one.path("isEnabled").booleanValue() ? 1 : 0;
        }
        return enabled;
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    private static String joined(JsonNode texts) {
        List<String> list = new ArrayList<>();
        texts.forEach(text -> list.add(text.asText()));
        return list.isEmpty() ? "nothing" : String.join(", ", list);
    }
}
