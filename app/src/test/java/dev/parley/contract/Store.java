package dev.parley.contract;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The database of a running service, on PostgreSQL: tells whether anything in it changed, and takes keys in, as the command line would,
 * without a process for each.
 */
public final class Store implements AutoCloseable {

    /** Every column by which rows refer to rows of another table, by table: what the schema declares, and branches. */
    private static final String REFERENCES = """
            select k.conrelid::regclass::text, a.attname, k.confrelid::regclass::text, b.attname
            from pg_constraint k
            join pg_attribute a on a.attrelid = k.conrelid and a.attnum = k.conkey[1]
            join pg_attribute b on b.attrelid = k.confrelid and b.attnum = k.confkey[1]
            where k.contype = 'f' and array_length(k.conkey, 1) = 1
            union all
            select table_name, column_name, 'core_branch', 'id' from information_schema.columns
            where table_schema = 'public' and column_name = 'branch_id'""";

    private static final String TABLES = """
            select t.table_name, bool_or(c.column_name = 'workspace_id')
            from information_schema.tables t join information_schema.columns c using (table_schema, table_name)
            where t.table_schema = 'public' and t.table_type = 'BASE TABLE' and t.table_name not like '%_schema_history'
              and t.table_name <> 'parley_scripts'
            group by t.table_name order by t.table_name""";

    private final Connection connection;
    private final PreparedStatement everything;
    private final PreparedStatement ofWorkspace;

    /**
     * @param url the JDBC URL of the database, whose user and password are postgres
     */
    public Store(String url) {
        try {
            connection = DriverManager.getConnection(url, "postgres", "postgres");
            Map<String, String> owned = conditions();
            everything = connection.prepareStatement(digests(owned, false));
            ofWorkspace = connection.prepareStatement(digests(owned, true));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of each table the condition for the rows of the workspace {@code w.id}. */
    private Map<String, String> conditions() throws SQLException {
        Map<String, String> conditions = new TreeMap<>();
        Set<String> others = new TreeSet<>();
        for (List<String> table : query(TABLES)) {
            String name = table.get(0);
            switch (name) {
                case "core_workspace" -> conditions.put(name, "id = w.id");
                // What is on its way to a reader or a carrier gets there, whatever is asked meanwhile.
                case "core_phone_number" -> conditions.put(name, "workspace_id = w.id and state = 1");
                case "core_outbox" -> {}
                default -> {
                    if (table.get(1).equals("t")) {
                        conditions.put(name, "workspace_id = w.id");
                    } else {
                        others.add(name);
                    }
                }
            }
        }
        List<List<String>> references = query(REFERENCES);
        while (!others.isEmpty()) {
            boolean isNearer = false;
            for (List<String> reference : references) {
                String condition = conditions.get(reference.get(2));
                if (condition != null && others.remove(reference.get(0))) {
                    conditions.put(
                            reference.get(0),
                            reference.get(1) + " in (select " + reference.get(3) + " from " + reference.get(2)
                                    + " where " + condition + ")");
                    isNearer = true;
                }
            }
            if (!isNearer) {
                throw new IllegalStateException("Nobody knows whose rows are in " + others);
            }
        }
        return conditions;
    }

    private static String digests(Map<String, String> conditions, boolean isOfOne) {
        List<String> digests = new ArrayList<>();
        conditions.forEach((table, condition) -> digests.add("select '" + table
                + "' as name, count(*) as rows, coalesce(sum(hashtextextended(t::text, 0)), 0) as digest from " + table
                + " t" + (isOfOne ? ", w where t." + condition : "")));
        return (isOfOne ? "with w as (select ?::varchar as id) " : "") + String.join(" union all ", digests);
    }

    private List<List<String>> query(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return rows(statement);
        }
    }

    private static List<List<String>> rows(PreparedStatement statement) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        try (ResultSet result = statement.executeQuery()) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    row.add(result.getString(i));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    /** How many rows each table has, and a digest of them. */
    List<List<String>> state() {
        try {
            return rows(everything);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same of the rows of one workspace. */
    List<List<String>> state(String workspace) {
        try {
            ofWorkspace.setString(1, workspace);
            return rows(ofWorkspace);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The tables in which two states differ. */
    static List<String> changed(List<List<String>> before, List<List<String>> after) {
        return after.stream()
                .filter(table -> !before.contains(table))
                .map(table -> table.get(0))
                .toList();
    }

    /** A key for everything in a workspace, which is made when it is not there. */
    String key(String workspace) {
        return key(workspace, "*", Set.of("*"), null, null);
    }

    /** A key. */
    String key(
            String workspace,
            String families,
            Set<String> scopes,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt) {
        String secret = "contract_" + UUID.randomUUID();
        try (PreparedStatement insertWorkspace = connection.prepareStatement(
                        "insert into core_workspace(id, name, created_at) values (?, ?, now()) on conflict do nothing");
                PreparedStatement insertKey = connection.prepareStatement(
                        "insert into core_api_key(id, workspace_id, hint, hash, families, scopes, agents, created_at,"
                                + " expires_at, revoked_at) values (?, ?, 'contract', ?, ?, ?, '', now(), ?, ?)")) {
            insertWorkspace.setString(1, workspace);
            insertWorkspace.setString(2, workspace);
            insertWorkspace.executeUpdate();
            insertKey.setString(
                    1, "key_" + UUID.randomUUID().toString().substring(0, 18).replace("-", ""));
            insertKey.setString(2, workspace);
            insertKey.setBytes(3, MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
            insertKey.setString(4, families);
            insertKey.setString(5, String.join(" ", scopes));
            insertKey.setObject(6, expiresAt == null ? null : expiresAt.atOffset(ZoneOffset.UTC));
            insertKey.setObject(7, revokedAt == null ? null : revokedAt.atOffset(ZoneOffset.UTC));
            insertKey.executeUpdate();
            return secret;
        } catch (SQLException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
