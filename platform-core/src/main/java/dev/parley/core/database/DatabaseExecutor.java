package dev.parley.core.database;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The threads on which requests use the database: a fixed number, about that of the connections. More threads would only wait for a
 * connection, and virtual threads wait there for longest.
 */
@Factory
final class DatabaseExecutor {

    @Singleton
    @Named(Database.NAME)
    @Bean(preDestroy = "shutdown")
    ExecutorService executor(@Property(name = "parley.database.threads", defaultValue = "8") int threads) {
        AtomicInteger number = new AtomicInteger();
        return Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "parley-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }
}
