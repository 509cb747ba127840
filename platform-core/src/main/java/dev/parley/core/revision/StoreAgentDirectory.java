package dev.parley.core.revision;

import dev.parley.core.error.ApiException;
import dev.parley.core.error.CoreError;
import dev.parley.core.security.Caller;
import dev.parley.core.spi.DocumentKey;
import dev.parley.core.write.Write;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers from the store. */
@Singleton
@Requires(missingBeans = AgentDirectory.class)
final class StoreAgentDirectory implements AgentDirectory {

    private final Spaces spaces;
    private final Branches branches;
    private final Documents documents;
    private final Deployments deployments;

    StoreAgentDirectory(Spaces spaces, Branches branches, Documents documents, Deployments deployments) {
        this.spaces = spaces;
        this.branches = branches;
        this.documents = documents;
        this.deployments = deployments;
    }

    @Override
    public boolean exists(Caller caller, String agentId) {
        return found(() -> branches.main(caller, agentId)).isPresent();
    }

    @Override
    public Optional<String> name(Caller caller, String agentId) {
        return found(() -> spaces.require(caller, agentId)).map(Space::name);
    }

    @Override
    public boolean hold(Write write, String agentId, String branchId) {
        return found(() -> branches.hold(write, agentId, branchId)).isPresent();
    }

    @Override
    public boolean existsOnBranch(Caller caller, String agentId, String branchId, DocumentKey key) {
        return found(() -> branches.require(caller, agentId, branchId))
                .flatMap(branch -> documents.find(branch, key))
                .isPresent();
    }

    @Override
    public boolean existsInEnvironment(Caller caller, String agentId, String environment, DocumentKey key) {
        return found(() -> branches.main(caller, agentId))
                .flatMap(main -> deployments
                        .active(main.spaceId(), environment)
                        .flatMap(deployment -> documents.find(main, deployment.sequence(), key)))
                .isPresent();
    }

    private static <T> Optional<T> found(Supplier<T> wanted) {
        try {
            return Optional.of(wanted.get());
        } catch (ApiException e) {
            if (e.code() == CoreError.AGENT_NOT_FOUND
                    || e.code() == CoreError.BRANCH_NOT_FOUND
                    || e.code() == CoreError.FORBIDDEN) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
