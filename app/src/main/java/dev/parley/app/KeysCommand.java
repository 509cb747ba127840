package dev.parley.app;

import dev.parley.core.database.Database;
import dev.parley.core.security.ApiKey;
import dev.parley.core.security.ApiKeys;
import dev.parley.core.security.Workspaces;
import dev.parley.core.spi.ApiFamily;
import dev.parley.core.spi.Extensions;
import dev.parley.core.write.Audit;
import io.micronaut.context.ApplicationContext;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley keys}. */
@Command(name = "keys", description = "Creates, lists and revokes API keys.", mixinStandardHelpOptions = true)
final class KeysCommand implements Runnable {

    /** The scope for the metrics, which belongs to no module. */
    static final String METRICS_READ = "metrics:read";

    /** The scope for backups. They hold what is in all workspaces, so only a key that names it has it. */
    static final String BACKUP_READ = "backup:read";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw Cli.usage(spec);
    }

    @Command(
            name = "create",
            description = "Creates a key and prints it; it is not to be had again.",
            mixinStandardHelpOptions = true)
    void create(
            @Option(
                            names = "--workspace",
                            defaultValue = Bootstrap.WORKSPACE,
                            description = "Default: ${DEFAULT-VALUE}.")
                    String workspace,
            @Option(names = "--family", split = ",", description = "The APIs that it opens. Default: all.") @Nullable
                    List<String> families,
            @Option(
                            names = "--scope",
                            split = ",",
                            description = "What it permits. Default: everything but backup:read.")
                    @Nullable
                    List<String> scopes,
            @Option(names = "--agent", split = ",", description = "The agents it is limited to. Default: all.")
                    @Nullable
                    List<String> agents,
            @Option(
                            names = "--expires",
                            description =
                                    "When it ends: days from now (30d), hours (12h) or a moment (2027-01-31T00:00:00Z).")
                    @Nullable
                    String expires) {
        try (ApplicationContext context = Cli.open()) {
            Extensions extensions = context.getBean(Extensions.class);
            Set<String> knownFamilies = new TreeSet<>(
                    extensions.families().stream().map(ApiFamily::id).toList());
            Set<String> knownScopes = new TreeSet<>(extensions.scopes());
            knownScopes.addAll(Set.of(METRICS_READ, BACKUP_READ));
            Set<String> opened = known("family", families, knownFamilies);
            Set<String> held = known("scope", scopes, knownScopes);
            Instant until = expires == null ? null : Cli.moment("--expires", expires, 1);
            requireWorkspace(context, workspace);
            String prefix = opened.size() == 1 && !opened.contains(ApiKey.ALL)
                    ? extensions.family(opened.iterator().next()).orElseThrow().keyPrefix()
                    : Bootstrap.KEY_PREFIX;
            ApiKeys.NewApiKey created = context.getBean(Database.class).write(() -> {
                ApiKeys.NewApiKey key = context.getBean(ApiKeys.class)
                        .create(
                                workspace,
                                prefix,
                                opened,
                                held,
                                agents == null ? Set.of() : new HashSet<>(agents),
                                until);
                context.getBean(Audit.class)
                        .recordOperator(
                                workspace,
                                key.key().createdAt(),
                                "key.create",
                                key.key().id());
                return key;
            });
            Cli.out(spec).println(created.secret());
        }
    }

    @Command(
            name = "list",
            description = "Lists the keys of a workspace, without the keys.",
            mixinStandardHelpOptions = true)
    void list(
            @Option(
                            names = "--workspace",
                            defaultValue = Bootstrap.WORKSPACE,
                            description = "Default: ${DEFAULT-VALUE}.")
                    String workspace) {
        try (ApplicationContext context = Cli.open()) {
            requireWorkspace(context, workspace);
            PrintWriter out = Cli.out(spec);
            for (ApiKey key : context.getBean(ApiKeys.class).list(workspace)) {
                out.printf(
                        "%s\t%s...\tfamilies %s\tscopes %s\tagents %s\tcreated %s\t%s%n",
                        key.id(),
                        key.hint(),
                        text(key.families()),
                        text(key.scopes()),
                        key.agents().isEmpty() ? ApiKey.ALL : text(key.agents()),
                        key.createdAt(),
                        state(key));
            }
        }
    }

    @Command(
            name = "revoke",
            description = "Revokes a key, with effect from the next request on every instance.",
            mixinStandardHelpOptions = true)
    void revoke(
            @Parameters(paramLabel = "ID", description = "The key's id, from keys list.") String id,
            @Option(
                            names = "--workspace",
                            defaultValue = Bootstrap.WORKSPACE,
                            description = "Default: ${DEFAULT-VALUE}.")
                    String workspace) {
        try (ApplicationContext context = Cli.open()) {
            boolean revoked = context.getBean(Database.class).write(() -> {
                boolean done = context.getBean(ApiKeys.class).revoke(workspace, id);
                if (done) {
                    context.getBean(Audit.class)
                            .recordOperator(workspace, Instant.now().truncatedTo(ChronoUnit.MILLIS), "key.revoke", id);
                }
                return done;
            });
            if (!revoked) {
                throw new StartupException("The workspace " + workspace + " has no key " + id + " that is not revoked");
            }
            Cli.out(spec).println("revoked " + id);
        }
    }

    private static void requireWorkspace(ApplicationContext context, String workspace) {
        if (context.getBean(Workspaces.class).find(workspace).isEmpty()) {
            throw new StartupException("There is no workspace " + workspace + ": see parley workspaces list");
        }
    }

    private static Set<String> known(String what, @Nullable List<String> given, Set<String> known) {
        if (given == null) {
            return Set.of(ApiKey.ALL);
        }
        for (String name : given) {
            if (!known.contains(name)) {
                throw new StartupException("There is no " + what + " " + name + ": use " + String.join(", ", known));
            }
        }
        return new HashSet<>(given);
    }

    private static String text(Set<String> names) {
        return String.join(",", new TreeSet<>(names));
    }

    private static String state(ApiKey key) {
        if (key.revokedAt() != null) {
            return "revoked " + key.revokedAt();
        }
        return key.expiresAt() == null ? "does not expire" : "expires " + key.expiresAt();
    }
}
