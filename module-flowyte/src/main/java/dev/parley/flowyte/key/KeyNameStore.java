package dev.parley.flowyte.key;

import dev.parley.core.database.Sql;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/** What people call keys. */
@Singleton
class KeyNameStore {

    private final Sql sql;

    KeyNameStore(Sql sql) {
        this.sql = sql;
    }

    void insert(String workspaceId, String keyId, String name) {
        sql.update("insert into flowyte_api_key(id, workspace_id, name) values (?, ?, ?)", keyId, workspaceId, name);
    }

    /** The names of a workspace's keys, by the ids of the keys. */
    Map<String, String> names(String workspaceId) {
        Map<String, String> names = new HashMap<>();
        sql.list(
                        "select id, name from flowyte_api_key where workspace_id = ?",
                        row -> Map.entry(row.getString("id"), row.getString("name")),
                        workspaceId)
                .forEach(name -> names.put(name.getKey(), name.getValue()));
        return names;
    }
}
