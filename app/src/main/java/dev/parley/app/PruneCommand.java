package dev.parley.app;

import dev.parley.core.revision.Pruning;
import io.micronaut.context.ApplicationContext;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code parley prune}. */
@Command(
        name = "prune",
        description =
                "Takes away superseded versions of documents, closed branches and the record of who changed what, where"
                        + " they are older than a time. What is deployed, what branches were forked from and everything present"
                        + " stays. Works beside running servers on PostgreSQL.",
        mixinStandardHelpOptions = true)
final class PruneCommand implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--older-than",
            required = true,
            description = "How old: days (90d), hours (12h) or a moment (2026-01-31T00:00:00Z); at least one hour.")
    private String age = "";

    @Option(names = "--dry-run", description = "Only count what would go.")
    private boolean dryRun;

    @Override
    public void run() {
        Instant before = Cli.moment("--older-than", age, -1);
        try (ApplicationContext context = Cli.open()) {
            Pruning.Pruned pruned =
                    Cli.checked(() -> context.getBean(Pruning.class).prune(before, dryRun));
            Cli.out(spec)
                    .printf(
                            "%s: %d versions of documents, %d closed branches, %d records of changes, %d events that nobody took%n",
                            dryRun ? "would go" : "gone",
                            pruned.versions(),
                            pruned.branches(),
                            pruned.changes(),
                            pruned.events());
        }
    }
}
