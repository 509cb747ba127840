package dev.parley.telephony.connector;

import dev.parley.core.revision.AgentDirectory;
import dev.parley.core.write.Audit;
import dev.parley.core.write.Write;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Optional;

/** The connectors that imports use. There is no operation that makes one: it comes into being with the first number of an environment. */
@Singleton
public class DefaultConnectors {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int LENGTH = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final ConnectorStore connectors;
    private final AgentDirectory agents;
    private final Audit audit;

    DefaultConnectors(ConnectorStore connectors, AgentDirectory agents, Audit audit) {
        this.connectors = connectors;
        this.agents = agents;
        this.audit = audit;
    }

    /** The connector that imports into an environment of an agent use; made when the environment has none. */
    public Connector of(Write write, String agentId, String clientEnv) {
        String workspaceId = write.caller().workspaceId();
        Optional<Connector> found = connectors.defaultOf(workspaceId, agentId, clientEnv);
        while (found.isEmpty()) {
            String name = agents.name(write.caller(), agentId).orElse(agentId);
            Connector made = new Connector(
                    0,
                    newId(),
                    workspaceId,
                    agentId,
                    clientEnv,
                    name + " (" + clientEnv + ")",
                    Connector.NO_VARIANT,
                    Connector.USUAL_LANGUAGE,
                    Connector.USUAL_VOICE.language(),
                    Connector.USUAL_VOICE.name(),
                    false);
            if (connectors.insertDefault(made)) {
                audit.record(write, null, "connector.create", made.connectorId());
            }
            found = connectors.defaultOf(workspaceId, agentId, clientEnv);
        }
        return found.get();
    }

    private static String newId() {
        StringBuilder id = new StringBuilder("conn_");
        for (int i = 0; i < LENGTH; i++) {
            id.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
