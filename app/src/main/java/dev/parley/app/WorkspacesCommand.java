package dev.parley.app;

import dev.parley.core.database.Database;
import dev.parley.core.security.Workspace;
import dev.parley.core.security.Workspaces;
import dev.parley.core.write.Audit;
import io.micronaut.context.ApplicationContext;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code parley workspaces}. */
@Command(
        name = "workspaces",
        description = "Creates and lists workspaces.",
        mixinStandardHelpOptions = true,
        subcommandsRepeatable = false)
final class WorkspacesCommand implements Runnable {

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw Cli.usage(spec);
    }

    @Command(name = "create", description = "Creates a workspace and prints its id.", mixinStandardHelpOptions = true)
    void create(
            @Parameters(paramLabel = "NAME", description = "The name for people.") String name,
            @Option(
                            names = "--id",
                            description = "The id: lower-case letters, digits and dashes. Generated when absent.")
                    @Nullable
                    String id) {
        try (ApplicationContext context = Cli.open()) {
            Workspace workspace =
                    Cli.checked(() -> context.getBean(Database.class).write(() -> {
                        Workspace created = context.getBean(Workspaces.class).create(id, name);
                        context.getBean(Audit.class)
                                .recordOperator(created.id(), created.createdAt(), "workspace.create", created.id());
                        return created;
                    }));
            Cli.out(spec).println(workspace.id());
        }
    }

    @Command(name = "list", description = "Lists the workspaces.", mixinStandardHelpOptions = true)
    void list() {
        try (ApplicationContext context = Cli.open()) {
            PrintWriter out = Cli.out(spec);
            for (Workspace workspace : context.getBean(Workspaces.class).list()) {
                out.printf("%s\t%s\t%s%n", workspace.id(), workspace.createdAt(), workspace.name());
            }
        }
    }
}
