package dev.parley.telephony.connector;

import dev.parley.core.database.Sql;
import dev.parley.core.paging.Chunk;
import dev.parley.core.paging.Listing;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The rows of connectors. A number's row names its connector, so numbers go where their connector goes. */
@Singleton
public class ConnectorStore {

    private static final String SELECT = """
            select c.id, c.connector_id, c.workspace_id, c.agent_id, c.client_env, c.name, c.variant_id, c.asr_lang_code,
              c.tts_lang_code, c.voice_name, c.disable_handoff from telephony_connector c
            """;

    private final Sql sql;

    ConnectorStore(Sql sql) {
        this.sql = sql;
    }

    /** A connector of an agent. */
    public Optional<Connector> find(String workspaceId, String agentId, String connectorId) {
        return sql.first(
                SELECT + "where c.connector_id = ? and c.workspace_id = ? and c.agent_id = ?",
                ConnectorStore::connector,
                connectorId,
                workspaceId,
                agentId);
    }

    /** Those of some connectors that an agent has, in the order in which they were made. */
    List<Connector> find(String workspaceId, String agentId, Collection<String> connectorIds) {
        List<Object> values = new ArrayList<>(List.of(workspaceId, agentId));
        values.addAll(connectorIds);
        return sql.list(
                SELECT + "where c.workspace_id = ? and c.agent_id = ? and c.connector_id in (?"
                        + ", ?".repeat(connectorIds.size() - 1) + ") order by c.id",
                ConnectorStore::connector,
                values.toArray());
    }

    /** The connectors of an agent, in the order in which they were made. */
    Listing<Connector> list(String workspaceId, String agentId) {
        return (after, max) -> Chunk.of(
                sql.list(
                        SELECT + "where c.workspace_id = ? and c.agent_id = ? and c.id > ? order by c.id limit ?",
                        ConnectorStore::connector,
                        workspaceId,
                        agentId,
                        after,
                        max + 1),
                max,
                Connector::id);
    }

    /** The connector of a number of an agent. */
    Optional<Connector> ofNumber(String workspaceId, String agentId, String number) {
        return sql.first(
                SELECT + "join telephony_phone_number n on n.connector_id = c.id"
                        + " where n.number = ? and c.workspace_id = ? and c.agent_id = ?",
                ConnectorStore::connector,
                number,
                workspaceId,
                agentId);
    }

    /** The numbers of a connector, in the order in which they were imported. */
    List<String> numbers(Connector connector) {
        return sql.list(
                "select number from telephony_phone_number where connector_id = ? order by id",
                row -> row.getString("number"),
                connector.id());
    }

    /** The connector that imports into an environment of an agent use: the one that was made for them, else the oldest. */
    Optional<Connector> defaultOf(String workspaceId, String agentId, String clientEnv) {
        return sql.first(
                SELECT + "where c.workspace_id = ? and c.agent_id = ? and c.client_env = ?"
                        + " order by case when c.is_default then 0 else 1 end, c.id limit 1",
                ConnectorStore::connector,
                workspaceId,
                agentId,
                clientEnv);
    }

    /**
     * Adds the default connector of an environment of an agent; there can be only one.
     *
     * @param connector its internal id does not matter
     * @return false when there is one, or the id is taken
     */
    boolean insertDefault(Connector connector) {
        return sql.update(
                        """
                        insert into telephony_connector(connector_id, workspace_id, agent_id, client_env, is_default, name,
                          variant_id, asr_lang_code, tts_lang_code, voice_name, disable_handoff)
                        values (?, ?, ?, ?, true, ?, ?, ?, ?, ?, ?) on conflict do nothing""",
                        connector.connectorId(),
                        connector.workspaceId(),
                        connector.agentId(),
                        connector.clientEnv(),
                        connector.name(),
                        connector.variantId(),
                        connector.asrLangCode(),
                        connector.ttsLangCode(),
                        connector.voiceName(),
                        connector.disableHandoff())
                == 1;
    }

    /** Stores what changed of a connector. At another agent it is no default: that agent may have one. */
    void update(Connector connector) {
        sql.update(
                """
                update telephony_connector set is_default = case when agent_id = ? then is_default end, agent_id = ?,
                  variant_id = ?, asr_lang_code = ?, tts_lang_code = ?, voice_name = ? where id = ?""",
                connector.agentId(),
                connector.agentId(),
                connector.variantId(),
                connector.asrLangCode(),
                connector.ttsLangCode(),
                connector.voiceName(),
                connector.id());
    }

    /** Deletes a connector with the rows of its numbers. */
    void delete(Connector connector) {
        sql.update("delete from telephony_connector where id = ?", connector.id());
    }

    /** Deletes all connectors of an agent with the rows of their numbers. */
    void deleteAll(String workspaceId, String agentId) {
        sql.update("delete from telephony_connector where workspace_id = ? and agent_id = ?", workspaceId, agentId);
    }

    /** Takes a variant away from the connectors of an agent. */
    void clearVariant(String workspaceId, String agentId, String variantId) {
        sql.update(
                "update telephony_connector set variant_id = ? where workspace_id = ? and agent_id = ? and variant_id = ?",
                Connector.NO_VARIANT,
                workspaceId,
                agentId,
                variantId);
    }

    private static Connector connector(ResultSet row) throws SQLException {
        return new Connector(
                row.getLong("id"),
                row.getString("connector_id"),
                row.getString("workspace_id"),
                row.getString("agent_id"),
                row.getString("client_env"),
                row.getString("name"),
                row.getString("variant_id"),
                row.getString("asr_lang_code"),
                row.getString("tts_lang_code"),
                row.getString("voice_name"),
                row.getBoolean("disable_handoff"));
    }
}
