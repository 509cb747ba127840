package com.example.greetings;

import dev.parley.core.database.Sql;
import dev.parley.core.write.Audit;
import dev.parley.core.write.Write;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The default locale of each workspace. It is a setting of the workspace, not content of an agent, so it is not versioned. */
@Singleton
class DefaultLocales {

    private final Sql sql;
    private final Audit audit;

    DefaultLocales(Sql sql, Audit audit) {
        this.sql = sql;
        this.audit = audit;
    }

    Optional<String> find(String workspaceId) {
        return sql.first(
                "select locale from greetings_default_locale where workspace_id = ?",
                row -> row.getString("locale"),
                workspaceId);
    }

    /** Sets it, for a caller who is not limited to some agents. */
    DefaultLocale put(Write write, String locale) {
        write.caller().requireAllAgents();
        String canonical = Locales.canonical(locale);
        String workspaceId = write.caller().workspaceId();
        int inserted = sql.update(
                "insert into greetings_default_locale(workspace_id, locale) values (?, ?) on conflict do nothing",
                workspaceId,
                canonical);
        if (inserted == 0) {
            sql.update("update greetings_default_locale set locale = ? where workspace_id = ?", canonical, workspaceId);
        }
        audit.record(write, null, "greetings.default-locale.put", canonical);
        return new DefaultLocale(canonical);
    }

    /** Forgets it, for a caller who is not limited to some agents. */
    void delete(Write write) {
        write.caller().requireAllAgents();
        int deleted = sql.update(
                "delete from greetings_default_locale where workspace_id = ?",
                write.caller().workspaceId());
        if (deleted == 0) {
            throw GreetingsError.DEFAULT_LOCALE_NOT_FOUND.exception();
        }
        audit.record(write, null, "greetings.default-locale.delete", "");
    }
}
