package dev.parley.telephony.connector;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.error.ApiException;
import dev.parley.core.error.FieldError;
import dev.parley.telephony.TelephonyError;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a caller wants changed of a connector; empty is what it does not mention. What it mentions as null goes back to what it was when
 * the connector was made.
 *
 * @param variantId the variant; the empty text takes it away
 * @param language the language in which callers are listened to
 * @param voice the voice
 * @param agentId the agent to move to
 */
record ConnectorPatch(
        Optional<String> variantId,
        Optional<String> language,
        Optional<Connector.Voice> voice,
        Optional<String> agentId) {

    private static final int MAX_LENGTH = 128;
    /** The shape of a language tag, BCP 47. */
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,8}");
    /** A language, a region, and what tells the voice from others. */
    private static final Pattern VOICE = Pattern.compile("([a-z]{2,3}-(?:[A-Z]{2}|[0-9]{3}))(?:-[A-Za-z0-9]+)+");

    /**
     * Reads a body that fits {@link UpdateConnectorBody}.
     *
     * @throws ApiException 400 with all members that cannot be
     */
    static ConnectorPatch of(JsonNode body) {
        List<FieldError> errors = new ArrayList<>();
        String language = body.path("asrLangCode").asText(Connector.USUAL_LANGUAGE);
        if (!fits(LANGUAGE, language)) {
            errors.add(new FieldError("asrLangCode", "must be a language tag, such as en-US"));
        }
        String voiceName = body.path("voiceName").asText(Connector.USUAL_VOICE.name());
        if (!fits(VOICE, voiceName)) {
            errors.add(new FieldError(
                    "voiceName", "must begin with the language and region of the voice, such as en-US-Neural2-A"));
        }
        if (!errors.isEmpty()) {
            throw invalid(errors);
        }
        return new ConnectorPatch(
                mentioned(body, "variantId", body.path("variantId").asText(Connector.NO_VARIANT)),
                mentioned(body, "asrLangCode", language),
                mentioned(body, "voiceName", new Connector.Voice(voiceName, languageOf(voiceName))),
                mentioned(body, "projectId", body.path("projectId").asText()));
    }

    /** The error for members of a body that cannot be. */
    static ApiException invalid(List<FieldError> errors) {
        return ApiException.invalid(
                TelephonyError.CONNECTORS_VALIDATION_FAILED,
                TelephonyError.CONNECTORS_VALIDATION_FAILED.message(),
                errors);
    }

    private static boolean fits(Pattern pattern, String text) {
        return text.length() <= MAX_LENGTH && pattern.matcher(text).matches();
    }

    private static String languageOf(String voiceName) {
        Matcher matcher = VOICE.matcher(voiceName);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(voiceName);
        }
        return matcher.group(1);
    }

    private static <T> Optional<T> mentioned(JsonNode body, String member, T value) {
        return body.has(member) ? Optional.of(value) : Optional.empty();
    }
}
