package dev.parley.core.security;

import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The workspaces of the store. Writing methods join the running transaction. */
@Singleton
public class Workspaces {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ID = "[a-z0-9][a-z0-9-]{0,62}";

    private final WorkspaceRepository repository;

    Workspaces(WorkspaceRepository repository) {
        this.repository = repository;
    }

    /**
     * Creates a workspace.
     *
     * @param id a slug of lower-case letters, digits and dashes, at most 63 characters; null for a generated one
     * @param name the name for people, 1 to 200 characters
     * @throws IllegalArgumentException when the id or the name is not valid or the id is taken; the message is for the operator
     */
    public Workspace create(@Nullable String id, String name) {
        String newId = id == null ? "ws-" + HexFormat.of().toHexDigits(RANDOM.nextInt()) : id;
        if (!newId.matches(ID)) {
            throw new IllegalArgumentException("a workspace id must match " + ID);
        }
        if (name.isBlank() || name.length() > 200) {
            throw new IllegalArgumentException("a workspace name must have 1 to 200 characters");
        }
        Workspace workspace = new Workspace(newId, name, Instant.now().truncatedTo(ChronoUnit.MILLIS));
        if (repository.insertIfAbsent(workspace.id(), workspace.name(), workspace.createdAt()) == 0) {
            throw new IllegalArgumentException("there is a workspace " + newId + " already");
        }
        return workspace;
    }

    /** Makes sure that a workspace is there: that of a caller whom a {@link CallerResolver} of a host told us of need not be. */
    public void ensure(String id) {
        repository.insertIfAbsent(id, id, Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    /** Locks a workspace until the end of the transaction, after creating it if it is not there. */
    public Workspace lockOrCreate(String id, String name) {
        repository.insertIfAbsent(id, name, Instant.now().truncatedTo(ChronoUnit.MILLIS));
        return repository.lockById(id).orElseThrow();
    }

    public Optional<Workspace> find(String id) {
        return repository.findById(id);
    }

    /** All workspaces, oldest first. */
    public List<Workspace> list() {
        return repository.findAllOrderByCreatedAt();
    }
}
