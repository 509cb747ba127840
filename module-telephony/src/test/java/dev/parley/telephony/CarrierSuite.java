package dev.parley.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.number.VoiceCarrierException;
import dev.parley.core.testing.Reply;
import dev.parley.core.testing.Threads;
import dev.parley.telephony.FakeCarrier.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/**
 * Whatever the carrier does: what it has and what the store has agree, nothing stays half bound, and a number whose import failed can be
 * imported as if nothing had happened. That store and carrier agree in the end is asked after every test of this and other suites.
 */
abstract class CarrierSuite extends NumberSuite {

    /** Twice the time that the platform gives a carrier in these tests. */
    private static final long TOO_LONG = 4_000;

    /** Seen to fail when {@code undo} did nothing: the first numbers stayed bound until their time was over. */
    @Test
    void aFailureOnAnyNumberOfAnImportBindsNone() {
        List<String> numbers = newNumbers(4);
        for (String failing : numbers) {
            String agent = agent();
            carrier.onBind(Fault.BEFORE.forOnly(failing));
            importFails(agent, numbers);
        }
        carrier.recover();
        importWorks(agent(), numbers);
    }

    /** Seen to fail when a number was only released that the carrier had confirmed. */
    @Test
    void aCarrierThatTimesOutAfterItHasBoundLetsGo() {
        List<String> numbers = newNumbers(4);
        for (String late : numbers) {
            String agent = agent();
            carrier.onBind(Fault.AFTER.forOnly(late));
            importFails(agent, numbers);
        }
        carrier.recover();
        importWorks(agent(), numbers);
    }

    private void importFails(String agent, List<String> numbers) {
        long audited = audited();
        client.post(agent + NUMBERS, body(numbers)).expectError(502, CARRIER_FAILED);
        assertAgreement();
        assertThat(registry()).doesNotContainKeys(numbers.toArray(new String[0]));
        assertThat(numbers(agent)).isEmpty();
        assertThat(connectors(agent)).isEmpty();
        assertThat(audited()).isEqualTo(audited);
    }

    private void importWorks(String agent, List<String> numbers) {
        client.post(agent + NUMBERS, body(numbers)).expect(201);
        assertAgreement();
        assertThat(carrier.bindings()).containsKeys(numbers.toArray(new String[0]));
    }

    private long audited() {
        return context.getBean(dev.parley.core.database.Sql.class)
                .first("select count(*) from core_audit", row -> row.getLong(1))
                .orElseThrow();
    }

    @Test
    void whateverACarrierThrowsIsItsFailure() {
        String agent = agent();
        String number = newNumber();
        carrier.onBind((bound, operation) -> {
            operation.run();
            throw new IllegalStateException("a secret of the carrier");
        });
        Reply refused = client.post(agent + NUMBERS + "/" + number, "{}");
        refused.expectError(502, CARRIER_FAILED);
        assertThat(refused.text()).doesNotContain("secret");
        assertAgreement();
    }

    /** Seen to fail when an import did not tell, while it went on, that it was still at work. */
    @Test
    void aSlowCarrierHasTimeForEachNumber() {
        String agent = agent();
        List<String> numbers = newNumbers(6);
        carrier.onBind((number, operation) -> {
            Threads.pause(700);
            operation.run();
        });
        importWorks(agent, numbers);
    }

    /** Seen to fail when what comes after its time was not remembered again. */
    @Test
    void aCarrierThatComesBackAfterItsTimeLetsGo() throws Exception {
        String agent = agent();
        String number = newNumber();
        carrier.onBind((bound, operation) -> {
            Threads.pause(TOO_LONG);
            operation.run();
        });
        client.post(agent + NUMBERS + "/" + number, "{}").expectError(502, CARRIER_FAILED);
        assertAgreement();
        carrier.recover();
        importWorks(agent, List.of(number));
    }

    /** Seen to fail when the time of a binding was never over. */
    @Test
    void aNumberWhoseCarrierHangsIsFreeAfterItsTime() throws Exception {
        String agent = agent();
        String other = agent();
        String number = newNumber();
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        carrier.onBind((bound, operation) -> {
            hanging.countDown();
            wait(end);
            throw new VoiceCarrierException("The carrier gave up");
        });
        CompletableFuture<Reply> first =
                CompletableFuture.supplyAsync(() -> client.post(agent + NUMBERS + "/" + number, "{}"));
        wait(hanging);
        carrier.onBind(Fault.NONE);
        client.post(other + NUMBERS + "/" + number, "{}").expectError(409, TAKEN);
        await(
                () -> client.post(other + NUMBERS + "/" + number, "{}").status() == 201,
                () -> "It is still taken: " + registry().get(number));
        end.countDown();
        first.get().expectError(502, CARRIER_FAILED);
        assertAgreement();
        assertThat(numbers(other)).containsExactly(number);
        assertThat(numbers(agent)).isEmpty();
    }

    /** Seen to fail when a number that is being released counted as taken. */
    @Test
    void aNumberThatTheCarrierDoesNotReleaseIsFreeAllTheSame() {
        String agent = agent();
        String other = agent();
        String number = imported(agent);
        carrier.onRelease(Fault.BEFORE);
        client.delete(agent + NUMBERS + "/" + number).expect(200);
        assertThat(carrier.bindings()).containsKey(number);
        client.post(other + NUMBERS + "/" + number, "{}").expect(201);
        carrier.recover();
        assertAgreement();
        Threads.pause(1_000);
        assertAgreement();
        assertThat(numbers(other)).containsExactly(number);
    }

    /** Seen to fail when a release was tried once. */
    @Test
    void aReleaseIsAskedForUntilItWorks() {
        String agent = agent();
        List<String> numbers = newNumbers(3);
        client.post(agent + NUMBERS, body(numbers)).expect(201);
        AtomicBoolean asked = new AtomicBoolean();
        carrier.onRelease((number, operation) -> {
            asked.set(true);
            throw new VoiceCarrierException("The carrier does not answer");
        });
        client.send("DELETE", agent + NUMBERS, body(numbers)).expect(200);
        assertThat(numbers(agent)).isEmpty();
        await(asked::get, () -> "The carrier was not asked");
        assertThat(carrier.bindings()).containsKeys(numbers.toArray(new String[0]));
        carrier.recover();
        awaitAgreement();
        assertThat(carrier.bindings()).doesNotContainKeys(numbers.toArray(new String[0]));
    }

    @Test
    void aReleaseThatTimesOutAfterItHasWorkedIsDone() {
        String agent = agent();
        String number = imported(agent);
        carrier.onRelease(Fault.AFTER);
        client.delete(agent + NUMBERS + "/" + number).expect(200);
        awaitAgreement();
    }

    @Test
    void aFailedImportThatCannotBeTakenBackIsTakenBackLater() {
        String agent = agent();
        String other = agent();
        List<String> numbers = newNumbers(3);
        carrier.onBind(Fault.AFTER.forOnly(numbers.get(2)));
        carrier.onRelease(Fault.BEFORE);
        client.post(agent + NUMBERS, body(numbers)).expectError(502, CARRIER_FAILED);
        assertThat(numbers(agent)).isEmpty();
        carrier.onBind(Fault.NONE);
        client.post(other + NUMBERS + "/" + numbers.get(1), "{}").expect(201);
        carrier.recover();
        awaitAgreement();
        assertThat(carrier.bindings()).containsKey(numbers.get(1)).doesNotContainKeys(numbers.get(0), numbers.get(2));
    }

    @Test
    void oneNumberThatIsNotReleasedKeepsNoOtherWaiting() {
        String agent = agent();
        List<String> numbers = newNumbers(4);
        client.post(agent + NUMBERS, body(numbers)).expect(201);
        carrier.onRelease(Fault.BEFORE.forOnly(numbers.get(0)));
        client.send("DELETE", agent + NUMBERS, body(numbers)).expect(200);
        await(
                () -> numbers.stream()
                        .filter(number -> carrier.bindings().containsKey(number))
                        .toList()
                        .equals(numbers.subList(0, 1)),
                () -> carrier.bindings().toString());
    }

    @Test
    void anAgentThatIsDeletedDuringAnImportGetsNothing() throws Exception {
        String agent = agent();
        List<String> numbers = newNumbers(2);
        Reply reply = during(agent, numbers, () -> agents.delete(workspace, id(agent)));
        reply.expectError(404, "PROJECT_NOT_FOUND");
        assertAgreement();
        assertThat(registry()).doesNotContainKeys(numbers.toArray(new String[0]));
    }

    @Test
    void aConnectorThatIsDeletedDuringAnImportGetsNothing() throws Exception {
        String agent = agent();
        String connector = connectorOf(agent, imported(agent));
        String number = newNumber();
        CountDownLatch binding = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        hold(binding, end);
        CompletableFuture<Reply> reply = CompletableFuture.supplyAsync(
                () -> client.post(agent + NUMBERS + "/" + number, "{\"connectorId\":\"" + connector + "\"}"));
        wait(binding);
        client.delete(agent + CONNECTORS + "/" + connector).expect(200);
        end.countDown();
        reply.get().expectError(404, "PHONE_NUMBERS_CONNECTOR_DOES_NOT_EXIST");
        awaitAgreement();
        assertThat(numbers(agent)).isEmpty();
    }

    /** While a carrier is at work, nobody waits for it: no lock is held. */
    @Test
    void othersDoNotWaitForACarrier() throws Exception {
        String agent = agent();
        String free = newNumber();
        List<String> done = new ArrayList<>();
        during(agent, List.of(newNumber()), () -> {
                    assertThat(numbers(agent)).isEmpty();
                    carrier.onBind(Fault.NONE);
                    client.post(agent + NUMBERS + "/" + free, "{}").expect(201);
                    done.addAll(numbers(agent));
                    variant(agent, "VARIANT-1");
                })
                .expect(201);
        assertThat(done).containsExactly(free);
    }

    /** Imports while the carrier waits for something else to be done. */
    private Reply during(String agent, List<String> numbers, Runnable work) throws Exception {
        CountDownLatch binding = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        hold(binding, end);
        CompletableFuture<Reply> reply =
                CompletableFuture.supplyAsync(() -> client.post(agent + NUMBERS, body(numbers)));
        wait(binding);
        work.run();
        end.countDown();
        return reply.get();
    }

    private void hold(CountDownLatch binding, CountDownLatch end) {
        carrier.onBind((number, operation) -> {
            operation.run();
            binding.countDown();
            wait(end);
        });
    }

    private static void wait(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
