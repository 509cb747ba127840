package dev.parley.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.testing.Threads;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Answers that are kept, while many read and write. */
abstract class ReadsSuite extends ApiSuite {

    private static final int AGENTS = 6;
    private static final int WRITES = 60;

    /**
     * The reads of many are checked by one query. Seen to fail when kept answers were not checked, and, on PostgreSQL, when a question
     * was added to a query that had begun.
     */
    @Test
    void whoHasWrittenReadsItAmongManyWhoAsk() {
        Queue<String> wrong = new ConcurrentLinkedQueue<>();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < AGENTS; i++) {
            String behavior = main(agent()) + "/behavior";
            AtomicInteger written = new AtomicInteger(write(behavior, 0));
            callers.add(new Thread(() -> {
                while (written.get() < WRITES) {
                    int now = write(behavior, written.get() + 1);
                    written.set(now);
                    check(behavior, now, wrong);
                }
            }));
            callers.add(new Thread(() -> {
                while (written.get() < WRITES) {
                    check(behavior, written.get(), wrong);
                }
            }));
        }
        callers.forEach(Thread::start);
        callers.forEach(Threads::join);
        assertThat(wrong).isEmpty();
    }

    private int write(String behavior, int number) {
        client.patch(behavior, "{\"behavior\":\"" + number + "\"}").expect(200);
        return number;
    }

    private void check(String behavior, int atLeast, Queue<String> wrong) {
        int read = client.get(behavior).expect(200).path("behavior").asInt();
        if (read < atLeast) {
            wrong.add(read + " instead of " + atLeast);
        }
    }
}
