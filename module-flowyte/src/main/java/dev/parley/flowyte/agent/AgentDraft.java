package dev.parley.flowyte.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.error.ApiException;
import dev.parley.core.error.FieldError;
import dev.parley.core.json.StrictJson;
import dev.parley.flowyte.FlowyteError;
import dev.parley.flowyte.hours.HoursRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What is stored of an agent, made from what callers send: complete, checked, and with phone numbers in one spelling. */
final class AgentDraft {

    private static final Set<String> IGNORED = Set.of(
            "id", "organizationId", "version", "status", "publishedVersionId", "createdAt", "updatedAt", "createdBy");
    private static final int MAX_CHARACTERS = 200_000;
    private static final Pattern CHANNEL = Pattern.compile("[a-z][a-z0-9_-]{0,31}");
    private static final String SINGLE_LANGUAGE = "single_language";
    private static final String PHONE = "must be a phone number: E.164, such as +14155550123, or 10 digits of the US";

    private final ObjectNode body;
    private final List<FieldError> errors = new ArrayList<>();

    private AgentDraft(ObjectNode body) {
        this.body = body;
    }

    /**
     * A new agent.
     *
     * @param wire a body that fits {@link AgentCreate}
     * @throws ApiException 400, 422
     */
    static ObjectNode created(JsonNode wire) {
        ObjectNode body = StrictJson.NODES.objectNode();
        body.put("persona", "");
        body.putArray("goals");
        body.putArray("neverDo");
        body.put("tone", "");
        body.putObject("lexicon");
        String language = wire.path("languages").path(0).asText("en-US");
        body.put("primaryLanguage", language);
        body.putArray("languages").add(wire.path("primaryLanguage").asText(language));
        body.put("sku", SINGLE_LANGUAGE);
        body.putObject("voiceMap");
        body.putNull("defaultVoiceId");
        body.putNull("greeting");
        body.putObject("handoffConfig");
        body.putObject("callControl");
        body.putObject("businessHours");
        body.putArray("enabledChannels").add("voice");
        body.putObject("channelOverrides");
        body.putNull("avgTicketCents");
        body.put("isActive", true);
        return patched(body, wire);
    }

    /**
     * A changed agent.
     *
     * @param stored what is stored of it; not changed
     * @param wire a body that fits {@link AgentUpdate}
     * @throws ApiException 400 with every field that is wrong; 422 when the SKU does not hear a language
     */
    static ObjectNode patched(ObjectNode stored, JsonNode wire) {
        ObjectNode body = Drafts.replaced(stored, wire, IGNORED);
        AgentDraft draft = new AgentDraft(body);
        draft.check();
        if (!draft.errors.isEmpty()) {
            throw ApiException.invalid(draft.errors);
        }
        draft.requireHeard();
        Drafts.requireSize("The configuration of an agent", body, MAX_CHARACTERS);
        return body;
    }

    private void check() {
        if (body.path("name").asText().isBlank()) {
            error("name", "must not be blank");
        }
        checkLanguages();
        checkChannels();
        JsonNode endpointing = body.path("endpointing");
        if (endpointing.has("minSilenceMs")
                && endpointing.has("maxSilenceMs")
                && endpointing
                                .path("minSilenceMs")
                                .decimalValue()
                                .compareTo(endpointing.path("maxSilenceMs").decimalValue())
                        > 0) {
            error("endpointing.maxSilenceMs", "must not be less than minSilenceMs");
        }
        if (body.path("avgTicketCents").decimalValue().signum() < 0) {
            error("avgTicketCents", "must not be negative");
        }
        normalize("handoffConfig", body.path("handoffConfig"), "transferDestination");
        JsonNode rules = body.path("handoffConfig").path("transferRules");
        for (int i = 0; i < rules.size(); i++) {
            normalize("handoffConfig.transferRules." + i, rules.path(i), "destination");
        }
        JsonNode afterHours = body.path("businessHours").path("afterHours");
        normalize("businessHours.afterHours", afterHours, "number");
        if (!PhoneText.isEmergency(afterHours.path("emergencyNumber").asText())) {
            normalize("businessHours.afterHours", afterHours, "emergencyNumber");
        }
        errors.addAll(HoursRules.violations(body.path("businessHours"), "businessHours"));
    }

    private void checkLanguages() {
        JsonNode languages = body.path("languages");
        Set<String> seen = new HashSet<>();
        if (languages.isEmpty()) {
            error("languages", "must have at least 1 item");
        }
        for (int i = 0; i < languages.size(); i++) {
            String tag = languages.path(i).asText();
            if (Languages.base(tag).isEmpty()) {
                error("languages." + i, "must be a language tag, such as en-US");
            } else if (!seen.add(tag)) {
                error("languages." + i, "is there twice");
            }
        }
        if (!languages.isEmpty() && !seen.contains(body.path("primaryLanguage").asText())) {
            error("primaryLanguage", "must be one of languages");
        }
    }

    private void checkChannels() {
        ArrayNode channels = body.withArray("enabledChannels");
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < channels.size(); i++) {
            String channel = channels.path(i).asText();
            if (!CHANNEL.matcher(channel).matches()) {
                error("enabledChannels." + i, "must match " + CHANNEL);
            } else if (!seen.add(channel)) {
                error("enabledChannels." + i, "is there twice");
            }
        }
        body.path("channelOverrides").fieldNames().forEachRemaining(channel -> {
            if (!CHANNEL.matcher(channel).matches()) {
                error("channelOverrides." + channel, "the name of a channel must match " + CHANNEL);
            }
        });
    }

    /** Puts a number into its one spelling; an empty text stays, and stands for none. */
    private void normalize(String field, JsonNode object, String member) {
        String text = object.path(member).asText();
        if (!text.isEmpty()) {
            Optional<String> number = PhoneText.normalized(text);
            if (number.isPresent()) {
                ((ObjectNode) object).put(member, number.get());
            } else {
                error(field + "." + member, PHONE);
            }
        }
    }

    private void requireHeard() {
        String sku = body.path("sku").textValue();
        JsonNode languages = body.path("languages");
        if (sku.equals(SINGLE_LANGUAGE) && languages.size() > 1) {
            error("languages", "must have exactly 1 item with the SKU " + sku);
        }
        for (int i = 0; i < languages.size(); i++) {
            String tag = languages.path(i).textValue();
            if (!Languages.isHeard(sku, Languages.base(tag).orElseThrow())) {
                error("languages." + i, tag + " is not heard by the SKU " + sku);
            }
        }
        if (!errors.isEmpty()) {
            throw ApiException.invalid(
                    FlowyteError.LANGUAGE_NOT_SUPPORTED, FlowyteError.LANGUAGE_NOT_SUPPORTED.message(), errors);
        }
    }

    private void error(String field, String message) {
        errors.add(new FieldError(field, message));
    }
}
