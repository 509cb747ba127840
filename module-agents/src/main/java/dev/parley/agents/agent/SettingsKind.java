package dev.parley.agents.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.json.StrictJson;
import dev.parley.core.spi.DocumentKey;
import dev.parley.core.spi.ResourceKind;
import java.util.List;
import java.util.stream.Stream;

/** What an agent was created with besides its content: one document with greeting, language, voice, model and experiments. */
public final class SettingsKind implements ResourceKind {

    static final DocumentKey KEY = new DocumentKey("agent-settings", "settings");

    private static final String DEFAULT_GREETING = "Hello, how can I help you?";
    private static final String DEFAULT_LANGUAGE = "en-GB";

    /**
     * The stored form of a body that creates an agent.
     *
     * @param wire a body that fits {@link CreateAgentBody}
     */
    static JsonNode body(JsonNode wire) {
        ObjectNode body = StrictJson.NODES.objectNode();
        JsonNode response = wire.path("responseSettings");
        body.put("greeting", response.path("greeting").asText(DEFAULT_GREETING));
        body.put("languageCode", response.path("languageCode").asText(DEFAULT_LANGUAGE));
        for (String section : List.of("voiceSettings", "llmSettings", "experimentalConfig")) {
            if (wire.has(section)) {
                body.set(section, wire.get(section));
            }
        }
        return body;
    }

    @Override
    public String name() {
        return KEY.kind();
    }

    @Override
    public List<String> path(String id, List<String> leaf) {
        return Stream.concat(Stream.of("agentSettings"), leaf.stream()).toList();
    }
}
