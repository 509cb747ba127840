package dev.parley.core.number;

import dev.parley.core.database.Database;
import dev.parley.core.database.DatabaseException;
import dev.parley.core.error.ApiException;
import dev.parley.core.error.CoreError;
import dev.parley.core.number.PhoneNumberRegistry.Unsettled;
import dev.parley.core.revision.AgentDirectory;
import dev.parley.core.write.StagedWrite;
import dev.parley.core.write.Write;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.TaskScheduler;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ScheduledFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who has which phone number. A number belongs to at most one agent, across all workspaces and families, and the registry and the carrier
 * agree: a binding is written down before the carrier is asked and made final with what the caller's write makes of it; one that did not
 * become final, because the carrier failed or the process ended, is released at the carrier before it is forgotten, by whichever instance
 * is there. Numbers that are given up are released at the carrier after the commit, as often as it takes; they can be bound again at once.
 */
@Context // from the start: bindings may have been left behind
public class PhoneNumbers {

    private static final Logger LOG = LoggerFactory.getLogger(PhoneNumbers.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final int MAX_PER_ROUND = 100;

    private final PhoneNumberRegistry registry;
    private final VoiceCarrier carrier;
    private final AgentDirectory agents;
    private final Database database;
    private final TaskScheduler scheduler;
    private final Duration patience;
    private @Nullable ScheduledFuture<?> settling;

    PhoneNumbers(
            PhoneNumberRegistry registry,
            VoiceCarrier carrier,
            AgentDirectory agents,
            Database database,
            @Named(TaskExecutors.SCHEDULED) TaskScheduler scheduler,
            @Property(name = "parley.carrier.patience", defaultValue = "30s") Duration patience) {
        this.registry = registry;
        this.carrier = carrier;
        this.agents = agents;
        this.database = database;
        this.scheduler = scheduler;
        this.patience = patience;
    }

    /**
     * Numbers that are being bound.
     *
     * @param workspaceId in which workspace
     * @param family the family of the agent
     * @param agentId for which agent
     * @param numbers E.164, sorted
     * @param binding the name of the binding that they share
     */
    public record Binding(String workspaceId, String family, String agentId, List<String> numbers, String binding) {}

    /**
     * Binds numbers to an agent of the caller, all or none.
     *
     * @param numbers E.164, with the plus; at least one. They are not looked at before {@code check}
     * @param taken makes the error for one of them that belongs to an agent already
     * @param check looks, before anything is bound, whether the write can succeed, with the agent held; its exceptions refuse it
     * @param finish what else the write does once the numbers are bound, and what it answers; runs in the transaction that makes the
     *     binding final, with the agent held
     * @return a write whose stages throw: 403 when the caller is limited to other agents; 404 when there is no such agent; {@code taken};
     *     502 when the carrier fails
     */
    public <T extends @Nullable Object> StagedWrite<Binding, T> bind(
            String agentId,
            Collection<String> numbers,
            Function<String, ApiException> taken,
            Consumer<Write> check,
            Function<Write, T> finish) {
        return new StagedWrite<>() {
            @Override
            public Binding prepare(Write write) {
                agents.requireHeld(write, agentId);
                check.accept(write);
                Binding binding = new Binding(
                        write.caller().workspaceId(),
                        write.caller().family(),
                        agentId,
                        List.copyOf(new TreeSet<>(numbers)),
                        UUID.randomUUID().toString());
                for (String number : binding.numbers()) {
                    if (!registry.take(write, agentId, number, binding.binding(), deadline())) {
                        throw taken.apply(number);
                    }
                }
                return binding;
            }

            @Override
            public void carryOut(Binding binding) {
                carry(binding);
            }

            @Override
            public T finish(Write write, Binding binding) {
                agents.requireHeld(write, agentId);
                for (String number : binding.numbers()) {
                    if (!registry.confirm(number, binding.binding())) {
                        throw CoreError.CARRIER_FAILED.exception();
                    }
                }
                return finish.apply(write);
            }

            @Override
            public void undo(Binding binding) {
                giveUp(binding);
            }
        };
    }

    private void carry(Binding binding) {
        Instant prolongAt = Instant.now().plus(patience.dividedBy(2));
        for (String number : binding.numbers()) {
            try {
                carrier.bind(number, binding.binding());
            } catch (RuntimeException e) { // a bug of a carrier is a failure of the carrier
                throw ApiException.internal(CoreError.CARRIER_FAILED, e);
            }
            if (Instant.now().isAfter(prolongAt)) {
                prolongAt = Instant.now().plus(patience.dividedBy(2));
                prolong(binding);
            }
        }
    }

    private void prolong(Binding binding) {
        boolean ours = database.write(() ->
                binding.numbers().stream().allMatch(number -> registry.prolong(number, binding.binding(), deadline())));
        if (!ours) {
            throw CoreError.CARRIER_FAILED.exception();
        }
    }

    /** Releases what was not made final. What cannot be released now is tried again by {@link #settle}. */
    private void giveUp(Binding binding) {
        try {
            Instant until = deadline();
            release(database.write(() -> binding.numbers().stream()
                    .filter(number -> registry.giveUp(binding, number, until))
                    .map(number -> new Unsettled(number, binding.binding(), until))
                    .toList()));
        } catch (RuntimeException e) {
            LOG.warn("A binding could not be taken back; it is settled later", DatabaseException.loggable(e));
        }
    }

    /**
     * Gives numbers up in the running transaction. The carrier is told after the commit.
     *
     * @param agentId whose numbers they are; numbers of others are left alone
     */
    public void release(Write write, String agentId, Collection<String> numbers) {
        registry.release(write.caller().workspaceId(), agentId, numbers, write.at());
    }

    /**
     * Hands numbers over to another agent of the workspace in the running transaction. The carrier has no part in it.
     *
     * @param agentId whose numbers they are; numbers of others are left alone
     */
    public void move(Write write, String agentId, Collection<String> numbers, String toAgentId) {
        registry.move(write.caller().workspaceId(), agentId, numbers, toAgentId);
    }

    /** Begins to settle what was left behind. With a store of its own, whatever is left is of a process that has ended. */
    @PostConstruct
    void begin() {
        if (!database.isShared()) {
            database.write(() -> {
                registry.hasten(now());
                return true;
            });
        }
        // Not at once: it would take the start some of its time.
        settling = scheduler.scheduleWithFixedDelay(Duration.ofSeconds(1), PAUSE, this::settle);
    }

    @PreDestroy
    void end() {
        if (settling != null) {
            settling.cancel(false);
        }
    }

    private void settle() {
        try {
            List<Unsettled> waiting = registry.unsettled(now(), MAX_PER_ROUND);
            if (!waiting.isEmpty()) {
                Instant until = deadline();
                release(database.write(() -> waiting.stream()
                        .filter(row -> registry.claim(row, until))
                        .toList()));
            }
        } catch (RuntimeException e) {
            LOG.warn("Phone numbers could not be settled; it is tried again", DatabaseException.loggable(e));
        }
    }

    /**
     * Releases numbers that this process has taken up until its deadline, and forgets those that the carrier no longer has. When the
     * carrier fails, or when the time runs out, the rest waits for the next round.
     */
    private void release(List<Unsettled> rows) {
        Instant end = Instant.now().plus(patience.dividedBy(2));
        List<Unsettled> released = new ArrayList<>();
        boolean answers = true;
        while (answers && released.size() < rows.size() && Instant.now().isBefore(end)) {
            Unsettled row = rows.get(released.size());
            answers = isReleased(row.number(), row.binding());
            if (answers) {
                released.add(row);
            }
        }
        List<Unsettled> rest = rows.subList(released.size(), rows.size());
        int failed = answers ? 0 : 1;
        database.write(() -> {
            registry.forget(released);
            registry.postpone(rest.subList(0, failed), now().plus(RETRY));
            registry.postpone(rest.subList(failed, rest.size()), now());
            return released.size();
        });
    }

    private boolean isReleased(String number, String binding) {
        try {
            carrier.release(number, binding);
            return true;
        } catch (RuntimeException e) {
            LOG.warn("The carrier did not release a number; it is asked again", e);
        }
        try {
            return carrier.lookUp(number).filter(binding::equals).isEmpty();
        } catch (RuntimeException e) {
            LOG.warn("The carrier does not tell whether it released a number; it is asked again", e);
            return false;
        }
    }

    private Instant deadline() {
        return now().plus(patience);
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
