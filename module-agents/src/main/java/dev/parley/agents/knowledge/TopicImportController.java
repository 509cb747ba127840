package dev.parley.agents.knowledge;

import dev.parley.agents.Scopes;
import dev.parley.core.family.FamilyOperations;
import dev.parley.core.family.JsonLines;
import dev.parley.core.security.RequiresScope;
import dev.parley.core.write.Writes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.InputStream;

/** {@code /v1/agents/{agentId}/branches/{branchId}/knowledge-base/import}: no operation of the vendor's. */
@FamilyOperations
@Tag(name = "Knowledge Base")
@Controller("/v1/agents/{agentId}/branches/{branchId}/knowledge-base/import")
class TopicImportController {

    private final TopicService topics;
    private final JsonLines lines;
    private final Writes writes;

    TopicImportController(TopicService topics, JsonLines lines, Writes writes) {
        this.topics = topics;
        this.lines = lines;
        this.writes = writes;
    }

    @Post
    @Consumes(JsonLines.MEDIA_TYPE)
    @ExecuteOn(TaskExecutors.BLOCKING)
    @RequiresScope(Scopes.AGENTS_WRITE)
    @Operation(
            operationId = "importTopics",
            summary = "Import topics",
            description =
                    "All of them, as one change, or none: a topic whose name is held on the branch replaces the one that has"
                            + " it, others are created. The body has a topic a line, as a topic is created with.")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = JsonLines.MEDIA_TYPE,
                            schema = @Schema(implementation = CreateKnowledgeBaseTopicBody.class)))
    HttpResponse<ImportTopicsResponse> importTopics(
            HttpRequest<?> request, String agentId, String branchId, @Body InputStream body) {
        try (IncomingTopics incoming = new IncomingTopics()) {
            lines.read(request, body, CreateKnowledgeBaseTopicBody.class, incoming::prepare, incoming::add);
            return writes.in(request, write -> topics.importAll(write, agentId, branchId, incoming));
        }
    }
}
