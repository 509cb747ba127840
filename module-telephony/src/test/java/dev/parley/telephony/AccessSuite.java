package dev.parley.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.testing.AccessRules;
import dev.parley.core.testing.Client;
import dev.parley.core.testing.Reply;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who may do what: the key decides, and other agents' connectors and numbers do not exist. */
abstract class AccessSuite extends TelephonySuite implements AccessRules {

    @Test
    void thereAreFifteenOperations() {
        assertThat(operations()).hasSize(15);
    }

    /** Seen to fail when a move did not ask whether the key reaches the agent. */
    @Test
    void aConnectorIsMovedOnlyToAnAgentThatTheKeyReaches() {
        String target = agent();
        String elsewhere = agents.create(workspace + "-strangers");
        String connector = agent + CONNECTORS + "/" + ids.get("connectorId");
        Client limited = key(POLYAI, scopes(), Set.of(id(agent))).with("X-Request-Id", "r");
        String before = state();
        String answer = null;
        for (String other : new String[] {id(target), elsewhere, "nowhere"}) {
            Reply refused = limited.patch(connector, "{\"projectId\":\"" + other + "\"}");
            refused.expectError(403, FORBIDDEN);
            assertThat(answer == null || refused.text().replace(other, "?").equals(answer))
                    .isTrue();
            answer = refused.text().replace(other, "?");
        }
        client.patch(connector, "{\"projectId\":\"" + elsewhere + "\"}").expectError(403, FORBIDDEN);
        client.patch(connector, "{\"projectId\":\"nowhere\"}").expectError(403, FORBIDDEN);
        client.patch(connector, "{\"projectId\":\"\"}").expectError(403, FORBIDDEN);
        assertThat(state()).isEqualTo(before);
        key(POLYAI, scopes(), Set.of(id(agent), id(target)))
                .patch(connector, "{\"projectId\":\"" + id(target) + "\"}")
                .expect(200);
        assertThat(numbers(target)).containsExactly(ids.get("phoneNumber"));
    }

    @Test
    void aNumberOfAnotherWorkspaceIsTakenAndElseUnknown() {
        Client stranger = stranger();
        String theirs = path(agents.create(workspace + "-strangers"));
        String number = ids.get("phoneNumber");
        stranger.post(theirs + NUMBERS + "/" + number, "{}").expectError(409, TAKEN);
        stranger.post(theirs + NUMBERS, body(Set.of(number))).expectError(409, TAKEN);
        stranger.get(theirs + NUMBERS + "/" + number).expectError(404, "PHONE_NUMBERS_NOT_FOUND");
        stranger.delete(theirs + NUMBERS + "/" + number).expectError(404, "PHONE_NUMBERS_NOT_FOUND");
        assertThat(stranger.post(theirs + NUMBERS + "/batch", body(Set.of(number)))
                        .expect(200)
                        .path("found"))
                .isEmpty();
        stranger.post(theirs + CONNECTORS + "/lookup", "{\"phoneNumber\":\"" + number + "\"}")
                .expectError(404, "PHONE_NUMBERS_NOT_FOUND");
        assertThat(stranger.send("DELETE", theirs + NUMBERS, body(Set.of(number)))
                        .expect(200)
                        .path("deleted"))
                .isEmpty();
        assertThat(numbers(agent)).contains(number);
    }

    @Test
    void anotherAgentsConnectorTakesNoNumbers() {
        String other = agent();
        String theirs = connectorOf(other, imported(other));
        String before = state();
        String unknown = "PHONE_NUMBERS_CONNECTOR_DOES_NOT_EXIST";
        client.patch(agent + NUMBERS + "/" + ids.get("phoneNumber"), "{\"connectorId\":\"" + theirs + "\"}")
                .expectError(404, unknown);
        client.post(agent + NUMBERS + "/" + newNumber(), "{\"connectorId\":\"" + theirs + "\"}")
                .expectError(404, unknown);
        assertThat(state()).isEqualTo(before);
    }
}
