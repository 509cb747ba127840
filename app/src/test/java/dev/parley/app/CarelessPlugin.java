package dev.parley.app;

import dev.parley.contract.ApiOperation;
import dev.parley.contract.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Packs {@code dev.parley.careless} as a stranger's jar. */
final class CarelessPlugin {

    private CarelessPlugin() {}

    /** Packs it where a service in a directory looks for plug-ins. */
    static void packInto(Path directory) throws IOException {
        PackedPlugin.pack(
                Files.createDirectory(directory.resolve("plugins")).resolve("careless.jar"),
                "dev.parley.careless",
                Path.of("src", "test", "careless-plugin"));
    }

    /** What it adds. */
    static List<ApiOperation> operations(Service service) {
        return service.operations().stream()
                .filter(operation -> operation.path().matches("/v1/agents/\\{agentId}/(nickname|motto)"))
                .toList();
    }
}
