package dev.parley.core.testing;

import dev.parley.core.database.Database;
import dev.parley.core.security.ApiKey;
import dev.parley.core.security.ApiKeys;
import dev.parley.core.security.Workspaces;
import io.micronaut.context.BeanContext;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes workspaces and keys for tests. */
public final class TestKeys {

    private final BeanContext context;

    public TestKeys(BeanContext context) {
        this.context = context;
    }

    /** A key for everything in a workspace, which is made when it is not there. */
    public String all(String workspace) {
        return create(workspace, Set.of(ApiKey.ALL), Set.of(ApiKey.ALL), Set.of(), null)
                .secret();
    }

    /** A key. */
    public ApiKeys.NewApiKey create(
            String workspace, Set<String> families, Set<String> scopes, Set<String> agents, @Nullable Instant expires) {
        return context.getBean(Database.class).write(() -> {
            context.getBean(Workspaces.class).lockOrCreate(workspace, workspace);
            return context.getBean(ApiKeys.class).create(workspace, "test_", families, scopes, agents, expires);
        });
    }

    /** Revokes a key. */
    public boolean revoke(ApiKey key) {
        return context.getBean(Database.class)
                .write(() -> context.getBean(ApiKeys.class).revoke(key.workspaceId(), key.id()));
    }
}
