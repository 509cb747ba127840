package dev.parley.telephony;

import dev.parley.core.number.VoiceCarrier;
import dev.parley.core.number.VoiceCarrierException;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A carrier that keeps its bindings in memory, does what its contract says, and goes wrong when it is told to. */
@Singleton
final class FakeCarrier implements VoiceCarrier {

    private final Map<String, String> bindings = new ConcurrentHashMap<>();
    private final AtomicInteger binds = new AtomicInteger();
    private volatile Fault onBind = Fault.NONE;
    private volatile Fault onRelease = Fault.NONE;

    /** What goes wrong around an operation. */
    @FunctionalInterface
    interface Fault {
        Fault NONE = (number, operation) -> operation.run();

        /** Fails before anything has happened. */
        Fault BEFORE = (number, operation) -> {
            throw new VoiceCarrierException("The carrier does not answer");
        };

        /** Fails after it has happened, as when the answer comes too late. */
        Fault AFTER = (number, operation) -> {
            operation.run();
            throw new VoiceCarrierException("The carrier's answer did not come in time");
        };

        /**
         * @param number about which number
         * @param operation what the carrier is asked to do
         */
        void around(String number, Runnable operation);

        /** The same for one number alone. */
        default Fault forOnly(String wanted) {
            return (number, operation) -> (number.equals(wanted) ? this : NONE).around(number, operation);
        }
    }

    @Override
    public void bind(String number, String binding) {
        binds.incrementAndGet();
        onBind.around(number, () -> bindings.put(number, binding));
    }

    @Override
    public void release(String number, String binding) {
        onRelease.around(number, () -> bindings.remove(number, binding));
    }

    @Override
    public Optional<String> lookUp(String number) {
        return Optional.ofNullable(bindings.get(number));
    }

    /** From now on binding goes wrong like this. */
    void onBind(Fault fault) {
        onBind = fault;
    }

    /** From now on releasing goes wrong like this. */
    void onRelease(Fault fault) {
        onRelease = fault;
    }

    /** From now on nothing goes wrong. */
    void recover() {
        onBind = Fault.NONE;
        onRelease = Fault.NONE;
    }

    /** How often it was asked to bind a number. */
    int binds() {
        return binds.get();
    }

    /** What is bound at present, by number. */
    Map<String, String> bindings() {
        return new TreeMap<>(bindings);
    }
}
