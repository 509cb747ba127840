package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.contract.ApiOperation;
import dev.parley.contract.Service;
import dev.parley.contract.Store;
import dev.parley.contract.Wall;
import dev.parley.core.testing.TestDatabases;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The wall around workspaces at every operation of the OpenAPI documents that the jar serves; an operation that nobody knows how to try
 * fails by its name. The wall of a plug-in that forgets the workspace, or the key, is found to have holes.
 */
final class WallIT {

    @TempDir
    private Path directory;

    @Test
    void nothingIsOpenToWhomItDoesNotBelongTo() {
        String database = TestDatabases.postgreSqlUrl();
        try (ParleyProcess parley = ParleyProcess.serve(directory, settings(database));
                Service service = Service.at(parley.port());
                Store store = new Store(database)) {
            Wall wall = new Wall(service, store);
            assertThat(service.operations()).hasSizeGreaterThan(80);
            assertThat(wall.findings(service.operations())).isEmpty();
            System.out.println(
                    wall.attempts() + " attempts at " + service.operations().size() + " operations");
            assertThat(wall.attempts()).isGreaterThan(10 * service.operations().size());
        }
    }

    @Test
    void theHolesOfACarelessPluginAreFound() throws IOException {
        CarelessPlugin.packInto(directory);
        String database = TestDatabases.postgreSqlUrl();
        try (ParleyProcess parley = ParleyProcess.serve(directory, settings(database));
                Service service = Service.at(parley.port());
                Store store = new Store(database)) {
            List<ApiOperation> operations = CarelessPlugin.operations(service);
            List<String> findings = new Wall(service, store).findings(operations);
            assertThat(findings)
                    .anyMatch(
                            finding -> finding.matches(
                                    "(?s)GET /v1/agents/\\{agentId}/nickname with another workspace's \\{agentId} in the path is not refused: .*"))
                    .anyMatch(finding -> finding.matches(
                            "(?s)GET /v1/agents/\\{agentId}/nickname .* tells what another workspace has: .*"))
                    .anyMatch(
                            finding -> finding.matches(
                                    "(?s)PUT /v1/agents/\\{agentId}/nickname with another workspace's \\{agentId} in the path changes \\[core_space]: .*"))
                    .anyMatch(finding ->
                            finding.matches("(?s)GET /v1/agents/\\{agentId}/motto without a key is not refused: .*"))
                    .anyMatch(
                            finding -> finding.matches(
                                    "(?s)GET /v1/agents/\\{agentId}/motto with every scope but careless:read is not refused: .*"));
        }
    }

    static Map<String, String> settings(String database) {
        return Map.of(
                "PARLEY_BOOTSTRAP_API_KEY",
                ParleyProcess.KEY,
                "PARLEY_DATABASE_URL",
                database,
                "PARLEY_DATABASE_USER",
                "postgres",
                "PARLEY_DATABASE_PASSWORD",
                "postgres");
    }
}
