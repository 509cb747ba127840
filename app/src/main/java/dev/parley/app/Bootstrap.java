package dev.parley.app;

import dev.parley.core.database.Database;
import dev.parley.core.security.ApiKey;
import dev.parley.core.security.ApiKeys;
import dev.parley.core.security.Workspaces;
import dev.parley.core.write.Audit;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives an empty store its first key, so that somebody can begin. */
@Singleton
class Bootstrap {

    static final String WORKSPACE = "default";
    static final String KEY_PREFIX = "parley_sk_";

    private final Database database;
    private final Workspaces workspaces;
    private final ApiKeys keys;
    private final Audit audit;

    Bootstrap(Database database, Workspaces workspaces, ApiKeys keys, Audit audit) {
        this.database = database;
        this.workspaces = workspaces;
        this.keys = keys;
        this.audit = audit;
    }

    /**
     * Creates the workspace {@value #WORKSPACE} and a key of it for every family and scope, unless the store has a key. Instances that
     * start at the same time wait for each other.
     *
     * @param wanted the key to create; null for a generated one
     * @return the key when it was generated, to be shown once
     */
    Optional<String> run(@Nullable String wanted) {
        if (keys.exist()) {
            return Optional.empty();
        }
        return database.write(() -> {
            workspaces.lockOrCreate(WORKSPACE, WORKSPACE);
            if (keys.exist()) {
                return Optional.empty();
            }
            Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            if (wanted != null) {
                ApiKey key = keys.createFrom(WORKSPACE, wanted);
                audit.recordOperator(WORKSPACE, now, "key.create", key.id());
                return Optional.empty();
            }
            ApiKeys.NewApiKey created =
                    keys.create(WORKSPACE, KEY_PREFIX, Set.of(ApiKey.ALL), Set.of(ApiKey.ALL), Set.of(), null);
            audit.recordOperator(WORKSPACE, now, "key.create", created.key().id());
            return Optional.of(created.secret());
        });
    }
}
