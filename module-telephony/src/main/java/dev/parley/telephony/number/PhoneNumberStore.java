package dev.parley.telephony.number;

import dev.parley.core.database.Sql;
import dev.parley.core.paging.Chunk;
import dev.parley.core.paging.Listing;
import dev.parley.telephony.connector.Connector;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of numbers: which connector each is assigned to, which tells everything else. */
@Singleton
class PhoneNumberStore {

    private static final String SELECT = """
            select n.id, n.number, c.workspace_id, c.agent_id, c.client_env, c.connector_id
            from telephony_phone_number n join telephony_connector c on c.id = n.connector_id
            where c.workspace_id = ? and c.agent_id = ?
            """;

    private final Sql sql;

    PhoneNumberStore(Sql sql) {
        this.sql = sql;
    }

    /**
     * The numbers of an agent, in the order in which they were imported.
     *
     * @param connectorId the connector that they are assigned to; null for all
     */
    Listing<PhoneNumber> list(String workspaceId, String agentId, @Nullable String connectorId) {
        return (after, max) -> {
            List<Object> values = new ArrayList<>(List.of(workspaceId, agentId, after));
            if (connectorId != null) {
                values.add(connectorId);
            }
            values.add(max + 1);
            String filter = connectorId == null ? "" : " and c.connector_id = ?";
            return Chunk.of(
                    sql.list(
                            SELECT + "and n.id > ?" + filter + " order by n.id limit ?",
                            PhoneNumberStore::phoneNumber,
                            values.toArray()),
                    max,
                    PhoneNumber::id);
        };
    }

    /** A number of an agent. */
    Optional<PhoneNumber> find(String workspaceId, String agentId, String number) {
        return sql.first(SELECT + "and n.number = ?", PhoneNumberStore::phoneNumber, workspaceId, agentId, number);
    }

    /** Those of some numbers that an agent has. */
    List<PhoneNumber> find(String workspaceId, String agentId, Collection<String> numbers) {
        List<Object> values = new ArrayList<>(List.of(workspaceId, agentId));
        values.addAll(numbers);
        return sql.list(
                SELECT + "and n.number in (?" + ", ?".repeat(numbers.size() - 1) + ")",
                PhoneNumberStore::phoneNumber,
                values.toArray());
    }

    /** Adds numbers that nobody has. */
    void insert(Connector connector, Collection<String> numbers) {
        sql.batch(
                "insert into telephony_phone_number(number, connector_id) values (?, ?)",
                numbers.stream()
                        .map(number -> new @Nullable Object[] {number, connector.id()})
                        .toList());
    }

    /** Assigns a number to another connector. */
    void assign(PhoneNumber number, Connector connector) {
        sql.update("update telephony_phone_number set connector_id = ? where id = ?", connector.id(), number.id());
    }

    /** Deletes numbers. */
    void delete(Collection<PhoneNumber> numbers) {
        sql.batch(
                "delete from telephony_phone_number where id = ?",
                numbers.stream()
                        .map(number -> new @Nullable Object[] {number.id()})
                        .toList());
    }

    private static PhoneNumber phoneNumber(ResultSet row) throws SQLException {
        return new PhoneNumber(
                row.getLong("id"),
                row.getString("number"),
                row.getString("workspace_id"),
                row.getString("agent_id"),
                row.getString("client_env"),
                row.getString("connector_id"));
    }
}
