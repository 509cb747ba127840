package dev.parley.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.testing.Client;
import dev.parley.core.testing.IdempotencyRules;
import dev.parley.core.testing.PreconditionRules;
import dev.parley.core.testing.Reply;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A request with an {@code Idempotency-Key} does its work once, also at the carrier. */
abstract class IdempotencySuite extends TelephonySuite implements IdempotencyRules, PreconditionRules {

    /** Seen to fail when {@code Writes.inStages} did not look for a known answer before it prepared. */
    @Test
    void anImportThatIsRepeatedBindsNothingTwice() {
        Client keyed = client.with(HEADER, "import");
        List<String> numbers = newNumbers(3);
        Reply first = keyed.post(agent + NUMBERS, body(numbers));
        first.expect(201);
        int binds = carrier.binds();
        for (int i = 0; i < 3; i++) {
            assertSame("repeated", keyed.post(agent + NUMBERS, body(numbers)), first);
        }
        assertThat(carrier.binds()).isEqualTo(binds);
    }

    @Test
    void theAnswerOfAnImportOutlivesTheNumber() {
        Client keyed = client.with(HEADER, "outlives");
        String path = agent + NUMBERS + "/" + newNumber();
        Reply first = keyed.post(path, "{}");
        first.expect(201);
        client.delete(path).expect(200);
        int binds = carrier.binds();
        assertSame("deleted since", keyed.post(path, "{}"), first);
        assertThat(carrier.binds()).isEqualTo(binds);
        client.get(path).expectError(404, "PHONE_NUMBERS_NOT_FOUND");
    }

    @Test
    void anImportThatFailedMaySucceedUnderTheSameKey() {
        Client keyed = client.with(HEADER, "later");
        String path = agent + NUMBERS + "/" + newNumber();
        carrier.onBind(FakeCarrier.Fault.AFTER);
        keyed.post(path, "{}").expectError(502, CARRIER_FAILED);
        carrier.recover();
        Reply first = keyed.post(path, "{}");
        first.expect(201);
        assertSame("now", keyed.post(path, "{}"), first);
    }

    @Test
    void theKeyOfAnImportStandsForOneRequest() {
        Client keyed = client.with(HEADER, "one");
        keyed.post(agent + NUMBERS, body(newNumbers(1))).expect(201);
        int binds = carrier.binds();
        keyed.post(agent + NUMBERS, body(newNumbers(1))).expectError(422, "IDEMPOTENCY_KEY_REUSED");
        assertThat(carrier.binds()).isEqualTo(binds);
    }
}
