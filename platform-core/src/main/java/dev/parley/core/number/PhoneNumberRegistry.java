package dev.parley.core.number;

import dev.parley.core.database.Sql;
import dev.parley.core.revision.AgentListener;
import dev.parley.core.write.Write;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of numbers. A number is first being bound, then bound, then being released, and then gone; a row that is being bound or
 * released says from when on anybody may take it up. All but the reading of one number runs in a transaction.
 */
@Singleton
final class PhoneNumberRegistry implements AgentListener {

    private static final int BINDING = 0;
    private static final int BOUND = 1;
    private static final int RELEASING = 2;

    private final Sql sql;

    PhoneNumberRegistry(Sql sql) {
        this.sql = sql;
    }

    /** A row that is being bound or released and was not brought to its end in time. */
    record Unsettled(String number, String binding, Instant nextAt) {}

    /** Takes a number for an agent, unless it is taken; one that is only being released is free. */
    boolean take(Write write, String agentId, String number, String binding, Instant until) {
        return sql.update(
                                "update core_phone_number set workspace_id = ?, family = ?, agent_id = ?, binding = ?, state = "
                                        + BINDING + ", next_at = ? where number = ? and state = " + RELEASING,
                                write.caller().workspaceId(),
                                write.caller().family(),
                                agentId,
                                binding,
                                until,
                                number)
                        == 1
                || sql.update(
                                "insert into core_phone_number(number, workspace_id, family, agent_id, binding, state, next_at)"
                                        + " values (?, ?, ?, ?, ?, " + BINDING + ", ?) on conflict do nothing",
                                number,
                                write.caller().workspaceId(),
                                write.caller().family(),
                                agentId,
                                binding,
                                until)
                        == 1;
    }

    /** Notes that binding goes on; returns false when the number was taken away meanwhile. */
    boolean prolong(String number, String binding, Instant until) {
        return update("next_at = ?", until, number, binding, "state = " + BINDING);
    }

    /** Makes a binding final; returns false when the number was taken away meanwhile. */
    boolean confirm(String number, String binding) {
        return update("state = " + BOUND + ", next_at = ?", null, number, binding, "state = " + BINDING);
    }

    /**
     * Turns a binding that did not become final into one that is to be released. It is remembered again when somebody has given up
     * waiting for it and forgotten it: the carrier may have bound the number since.
     *
     * @return false when there is nothing to release: it has become final, or another binding has taken its place
     */
    boolean giveUp(PhoneNumbers.Binding binding, String number, Instant from) {
        return update(
                        "state = " + RELEASING + ", next_at = ?",
                        from,
                        number,
                        binding.binding(),
                        "state in (" + BINDING + ", " + RELEASING + ")")
                || sql.update(
                                "insert into core_phone_number(number, workspace_id, family, agent_id, binding, state, next_at)"
                                        + " values (?, ?, ?, ?, ?, " + RELEASING + ", ?) on conflict do nothing",
                                number,
                                binding.workspaceId(),
                                binding.family(),
                                binding.agentId(),
                                binding.binding(),
                                from)
                        == 1;
    }

    /** Takes up a row that was left behind; returns false when somebody else has. */
    boolean claim(Unsettled row, Instant until) {
        return sql.update(
                        "update core_phone_number set state = " + RELEASING
                                + ", next_at = ? where number = ? and binding = ? and next_at = ?",
                        until,
                        row.number(),
                        row.binding(),
                        row.nextAt())
                == 1;
    }

    /** Postpones the next try to release numbers. */
    void postpone(List<Unsettled> rows, Instant nextAt) {
        sql.batch(
                "update core_phone_number set next_at = ? where number = ? and binding = ? and state = " + RELEASING,
                rows.stream()
                        .map(row -> new @Nullable Object[] {nextAt, row.number(), row.binding()})
                        .toList());
    }

    /** Forgets numbers that are released. */
    void forget(List<Unsettled> rows) {
        sql.batch(
                "delete from core_phone_number where number = ? and binding = ? and state = " + RELEASING,
                rows.stream()
                        .map(row -> new @Nullable Object[] {row.number(), row.binding()})
                        .toList());
    }

    /** Gives numbers of an agent up; those that it does not have are left alone. */
    void release(String workspaceId, String agentId, Collection<String> numbers, Instant from) {
        sql.batch(
                "update core_phone_number set state = " + RELEASING
                        + ", next_at = ? where number = ? and workspace_id = ? and agent_id = ? and state = " + BOUND,
                numbers.stream()
                        .sorted()
                        .map(number -> new @Nullable Object[] {from, number, workspaceId, agentId})
                        .toList());
    }

    /** Hands numbers over to another agent of the workspace. */
    void move(String workspaceId, String agentId, Collection<String> numbers, String toAgentId) {
        sql.batch(
                "update core_phone_number set agent_id = ? where number = ? and workspace_id = ? and agent_id = ?",
                numbers.stream()
                        .sorted()
                        .map(number -> new @Nullable Object[] {toAgentId, number, workspaceId, agentId})
                        .toList());
    }

    /** The rows that nobody brought to their end until a moment: of those that wait for longest, in the order of their numbers. */
    List<Unsettled> unsettled(Instant until, int max) {
        return sql
                .list(
                        "select number, binding, next_at from core_phone_number where next_at <= ? order by next_at limit ?",
                        row -> new Unsettled(
                                row.getString("number"),
                                row.getString("binding"),
                                Objects.requireNonNull(Sql.instant(row, "next_at"))),
                        until,
                        max)
                .stream()
                .sorted(Comparator.comparing(Unsettled::number))
                .toList();
    }

    /** Makes everything that is being bound or released wait no longer. */
    void hasten(Instant at) {
        sql.update("update core_phone_number set next_at = ? where next_at > ?", at, at);
    }

    /** The binding of a number that is bound. */
    Optional<String> bound(String number) {
        return sql.first(
                "select binding from core_phone_number where number = ? and state = " + BOUND,
                row -> row.getString("binding"),
                number);
    }

    @Override
    public void agentDeleting(Write write, String agentId) {
        // Everybody who locks several numbers does so in their order.
        sql.list(
                "select number from core_phone_number where workspace_id = ? and agent_id = ? order by number for update",
                row -> row.getString("number"),
                write.caller().workspaceId(),
                agentId);
        // What is being bound at this moment keeps its time: whoever binds it finds out, or it is taken up afterwards.
        sql.update(
                "update core_phone_number set next_at = ? where workspace_id = ? and agent_id = ? and state = " + BOUND,
                write.at(),
                write.caller().workspaceId(),
                agentId);
        sql.update(
                "update core_phone_number set state = " + RELEASING + " where workspace_id = ? and agent_id = ?",
                write.caller().workspaceId(),
                agentId);
    }

    private boolean update(String set, @Nullable Instant nextAt, String number, String binding, String condition) {
        return sql.update(
                        "update core_phone_number set " + set + " where number = ? and binding = ? and " + condition,
                        nextAt,
                        number,
                        binding)
                == 1;
    }
}
