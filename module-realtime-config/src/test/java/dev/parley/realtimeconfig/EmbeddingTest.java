package dev.parley.realtimeconfig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.database.Database;
import dev.parley.core.database.Sql;
import dev.parley.core.revision.AgentListener;
import dev.parley.core.security.Caller;
import dev.parley.core.testing.Client;
import dev.parley.core.testing.TestDatabases;
import dev.parley.core.write.Write;
import dev.parley.host.HostAgents;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The module in a bare Micronaut application with only the core beside it, whose agents live elsewhere and whose callers it knows
 * itself.
 */
final class EmbeddingTest {

    /** Seen to fail when a page needed a row of its agent in the store: 500 for the first write. */
    @Test
    void pagesOfAgentsThatLiveElsewhereWork() {
        Map<String, Object> properties = new HashMap<>(TestDatabases.h2());
        properties.put("host.agents", "elsewhere");
        try (EmbeddedServer server = ApplicationContext.run(EmbeddedServer.class, properties)) {
            assertThatThrownBy(() -> Class.forName("dev.parley.agents.AgentsModule"))
                    .isInstanceOf(ClassNotFoundException.class);
            ApplicationContext context = server.getApplicationContext();
            HostAgents agents = context.getBean(HostAgents.class);
            agents.add("theirs");
            Client acme = Client.of(server.getURL().toString()).with("X-Host-Workspace", "acme");
            String page = ConfigSuite.pagesOf("theirs") + "/live";
            acme.patch(page + "/variables", "{\"variables\":{\"a\":1}}").expect(200);
            assertThat(acme.get(page).expect(200).path("variables").toString()).isEqualTo("{\"a\":1}");
            assertThat(acme.get(page + "/history").expect(200).path("history")).hasSize(1);
            acme.post(page + "/scheduled-changes", "{\"at\":\"" + ConfigSuite.SOON + "\",\"variables\":{\"a\":2}}")
                    .expect(201);
            acme.get(ConfigSuite.pagesOf("nobodys") + "/live").expectError(404, "PROJECT_NOT_FOUND");
            acme.patch(ConfigSuite.pagesOf("nobodys") + "/live/variables", "{\"variables\":{}}")
                    .expectError(404, "PROJECT_NOT_FOUND");
            acme.with("X-Host-Workspace", null).get(page).expectError(401, "AUTH_USER_INVALID_TOKEN");
            assertThat(acme.with("X-Host-Workspace", "other")
                            .get(page)
                            .expect(200)
                            .path("variables")
                            .size())
                    .isZero();

            // The host deletes its agent and says so.
            Caller caller = new Caller("acme", "polyai", "host", Optional.empty(), Set.of(), Set.of());
            Write write = new Write(caller, "host", Instant.now().truncatedTo(ChronoUnit.MILLIS));
            context.getBean(Database.class).write(() -> {
                context.getBeansOfType(AgentListener.class)
                        .forEach(listener -> listener.agentDeleting(write, "theirs"));
                return true;
            });
            assertThat(acme.get(page).expect(200).path("variables").size()).isZero();
            for (String table : new String[] {"core_space", "core_entry", "realtime_config_scheduled_change"}) {
                assertThat(context.getBean(Sql.class).first("select count(*) from " + table, row -> row.getInt(1)))
                        .as(table)
                        .contains(0);
            }
        }
    }
}
