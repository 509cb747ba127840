package dev.parley.realtimeconfig.stream;

import dev.parley.core.error.ApiException;
import dev.parley.core.family.Exchange;
import dev.parley.core.family.FamilyOperations;
import dev.parley.core.family.Reads;
import dev.parley.core.security.RequiresScope;
import dev.parley.core.write.Write;
import dev.parley.realtimeconfig.Scopes;
import dev.parley.realtimeconfig.page.ClientEnv;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Produces;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** {@code /v1/agents/{agentId}/real-time-configs/{clientEnv}/stream}. */
@FamilyOperations
@Tag(name = "Real-Time Configs")
@Controller("/v1/agents/{agentId}/real-time-configs/{clientEnv}/stream")
class StreamController {

    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private final PageStreams streams;
    private final Reads reads;

    StreamController(PageStreams streams, Reads reads) {
        this.streams = streams;
        this.reads = reads;
    }

    @Get
    @Produces(MediaType.TEXT_EVENT_STREAM)
    @RequiresScope(Scopes.READ)
    @Operation(operationId = "followConfigPage", summary = "Follow a page: its present state and every change")
    @ApiResponse(
            responseCode = "200",
            description = "Server-sent events; the data of each is a page, its id the number of the change.",
            content = @Content(mediaType = MediaType.TEXT_EVENT_STREAM, schema = @Schema(type = "string")))
    HttpResponse<Publisher<byte[]>> follow(
            HttpRequest<?> request,
            String agentId,
            String clientEnv,
            @Parameter(description = "The id of the last event that was received: what came after it is sent.")
                    @Header(LAST_EVENT_ID)
                    @Nullable
                    String lastEventId) {
        Publisher<byte[]> events = reads.in(
                request,
                caller -> streams.follow(
                        new Write(
                                caller,
                                Exchange.of(request).requestId(),
                                Instant.now().truncatedTo(ChronoUnit.MILLIS)),
                        agentId,
                        ClientEnv.named(clientEnv),
                        sequence(lastEventId)));
        return HttpResponse.ok(events)
                .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Accel-Buffering", "no");
    }

    private static @Nullable Long sequence(@Nullable String lastEventId) {
        if (lastEventId == null || lastEventId.isEmpty()) {
            return null;
        }
        try {
            return Long.parseUnsignedLong(lastEventId);
        } catch (NumberFormatException e) {
            throw ApiException.invalid(LAST_EVENT_ID, "must be the id of an event of this stream");
        }
    }
}
