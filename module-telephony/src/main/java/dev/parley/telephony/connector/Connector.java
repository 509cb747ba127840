package dev.parley.telephony.connector;

/**
 * A connector.
 *
 * @param id the internal id
 * @param connectorId the id on the wire
 * @param workspaceId in which workspace
 * @param agentId whose calls it brings
 * @param clientEnv the environment in which the agent takes them
 * @param name for people
 * @param variantId the variant that the agent takes them as; empty when it decides by itself
 * @param asrLangCode in which language callers are listened to
 * @param ttsLangCode in which language they are spoken to; always that of the voice
 * @param voiceName with which voice
 * @param disableHandoff whether calls are never handed to a person
 */
public record Connector(
        long id,
        String connectorId,
        String workspaceId,
        String agentId,
        String clientEnv,
        String name,
        String variantId,
        String asrLangCode,
        String ttsLangCode,
        String voiceName,
        boolean disableHandoff) {

    static final String NO_VARIANT = "";
    static final String USUAL_LANGUAGE = "en-US";
    static final Voice USUAL_VOICE = new Voice("en-US-Neural2-A", USUAL_LANGUAGE);

    /**
     * A voice.
     *
     * @param name its name, such as {@code en-US-Neural2-A}
     * @param language the language that it speaks, which its name begins with
     */
    record Voice(String name, String language) {}

    Connector withVariant(String variant) {
        return new Connector(
                id,
                connectorId,
                workspaceId,
                agentId,
                clientEnv,
                name,
                variant,
                asrLangCode,
                ttsLangCode,
                voiceName,
                disableHandoff);
    }

    Connector withLanguage(String language) {
        return new Connector(
                id,
                connectorId,
                workspaceId,
                agentId,
                clientEnv,
                name,
                variantId,
                language,
                ttsLangCode,
                voiceName,
                disableHandoff);
    }

    Connector withVoice(Voice voice) {
        return new Connector(
                id,
                connectorId,
                workspaceId,
                agentId,
                clientEnv,
                name,
                variantId,
                asrLangCode,
                voice.language(),
                voice.name(),
                disableHandoff);
    }

    Connector ofAgent(String agent) {
        return new Connector(
                id,
                connectorId,
                workspaceId,
                agent,
                clientEnv,
                name,
                variantId,
                asrLangCode,
                ttsLangCode,
                voiceName,
                disableHandoff);
    }
}
