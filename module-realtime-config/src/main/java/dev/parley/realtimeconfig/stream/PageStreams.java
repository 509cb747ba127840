package dev.parley.realtimeconfig.stream;

import dev.parley.core.database.Database;
import dev.parley.core.revision.Branch;
import dev.parley.core.revision.BranchWatch;
import dev.parley.core.revision.History;
import dev.parley.core.write.Write;
import dev.parley.realtimeconfig.page.ClientEnv;
import dev.parley.realtimeconfig.page.PageEdits;
import dev.parley.realtimeconfig.page.PageService;
import io.micronaut.context.annotation.Property;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.TaskScheduler;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * The pages that are followed through this instance. Each is read once for all its subscribers, after each of its changes, whichever
 * instance made it.
 */
@Singleton
class PageStreams implements GracefulShutdownCapable {

    private static final Duration BEAT = Duration.ofSeconds(15);

    private final PageService pages;
    private final PageEdits edits;
    private final History history;
    private final BranchWatch watch;
    private final Database database;
    private final TaskScheduler scheduler;
    private final Duration longest;
    private final Map<Long, PageStream> streams = new ConcurrentHashMap<>();
    private @Nullable ScheduledFuture<?> beating;

    PageStreams(
            PageService pages,
            PageEdits edits,
            History history,
            BranchWatch watch,
            Database database,
            @Named(TaskExecutors.SCHEDULED) TaskScheduler scheduler,
            @Property(name = "parley.streams.longest", defaultValue = "10m") Duration longest) {
        this.pages = pages;
        this.edits = edits;
        this.history = history;
        this.watch = watch;
        this.database = database;
        this.scheduler = scheduler;
        this.longest = longest;
    }

    @PostConstruct
    void begin() {
        beating = scheduler.scheduleWithFixedDelay(
                BEAT, BEAT, () -> streams.values().forEach(PageStream::beat));
    }

    /**
     * Follows a page: first its present state, or what changed since a change that the subscriber has seen; then every change. The stream
     * ends when the agent is deleted, when the subscriber does not keep up, when the service stops, and after a while anyway, so that a
     * key that was revoked is noticed. Whoever comes back with the id of the last event has missed nothing.
     *
     * @param seen the sequence of the last event that the subscriber has; null when it has none
     * @return server-sent events in UTF-8
     * @throws dev.parley.core.error.ApiException 403, 404 as for reading the page
     */
    Publisher<byte[]> follow(Write write, String agentId, ClientEnv environment, @Nullable Long seen) {
        // A page that was never written has a branch from here on, so that its first change is seen.
        Branch branch = pages.find(write.caller(), agentId, environment)
                .orElseGet(() -> database.write(() -> pages.open(write, agentId, environment)));
        while (true) {
            Publisher<byte[]> events = streams.computeIfAbsent(branch.id(), id -> open(branch, environment))
                    .subscribe(seen, longest);
            if (events != null) {
                return events;
            }
            // It ended at this very moment, and has taken itself out.
        }
    }

    private PageStream open(Branch branch, ClientEnv environment) {
        PageStream[] opened = new PageStream[1];
        opened[0] = new PageStream(
                branch, pages.page(branch, environment), pages, edits, history, () -> close(branch, opened[0]));
        watch.watch(branch, opened[0]);
        return opened[0];
    }

    private void close(Branch branch, PageStream stream) {
        streams.remove(branch.id(), stream);
        watch.forget(branch, stream);
    }

    @Override
    public CompletionStage<?> shutdownGracefully() {
        stop();
        return CompletableFuture.completedFuture(null);
    }

    /** Lets all subscribers go, so that they come back to another instance. */
    @PreDestroy
    void stop() {
        if (beating != null) {
            beating.cancel(false);
        }
        streams.values().forEach(PageStream::gone);
    }
}
