package dev.parley.agents.knowledge;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.agents.Scopes;
import dev.parley.core.family.FamilyOperations;
import dev.parley.core.family.Reads;
import dev.parley.core.json.JsonBody;
import dev.parley.core.json.StrictJson;
import dev.parley.core.paging.Lists;
import dev.parley.core.security.RequiresScope;
import dev.parley.core.write.Writes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /v1/agents/{agentId}/branches/{branchId}/knowledge-base/topics}. */
@FamilyOperations
@Tag(name = "Knowledge Base")
@Controller("/v1/agents/{agentId}/branches/{branchId}/knowledge-base/topics")
class TopicController {

    private final TopicService topics;
    private final Lists lists;
    private final Reads reads;
    private final Writes writes;

    TopicController(TopicService topics, Lists lists, Reads reads, Writes writes) {
        this.topics = topics;
        this.lists = lists;
        this.reads = reads;
        this.writes = writes;
    }

    @Get
    @RequiresScope(Scopes.AGENTS_READ)
    @Operation(operationId = "listTopics", summary = "List the topics of a branch")
    HttpResponse<List<Topic>> list(
            HttpRequest<?> request,
            String agentId,
            String branchId,
            @QueryValue @Nullable Integer limit,
            @QueryValue @Nullable String cursor) {
        return lists.answer(request, null, limit, cursor, caller -> topics.list(caller, agentId, branchId));
    }

    @Post
    @Status(HttpStatus.CREATED)
    @RequiresScope(Scopes.AGENTS_WRITE)
    @Operation(operationId = "createTopic", summary = "Create a topic")
    @RequestBody(content = @Content(schema = @Schema(implementation = CreateKnowledgeBaseTopicBody.class)))
    HttpResponse<Topic> create(
            HttpRequest<?> request,
            String agentId,
            String branchId,
            @Body JsonBody<CreateKnowledgeBaseTopicBody> body) {
        return writes.in(request, write -> topics.create(write, agentId, branchId, body.tree()));
    }

    @Get("/{topicId}")
    @RequiresScope(Scopes.AGENTS_READ)
    @Operation(operationId = "getTopic", summary = "Get a topic")
    Topic get(HttpRequest<?> request, String agentId, String branchId, String topicId) {
        return reads.often(request, caller -> topics.get(caller, agentId, branchId, topicId));
    }

    @Patch("/{topicId}")
    @Status(HttpStatus.NO_CONTENT)
    @RequiresScope(Scopes.AGENTS_WRITE)
    @Operation(operationId = "updateTopic", summary = "Update a topic")
    @RequestBody(content = @Content(schema = @Schema(implementation = UpdateKnowledgeBaseTopicBody.class)))
    void update(
            HttpRequest<?> request,
            String agentId,
            String branchId,
            String topicId,
            @Body @Nullable JsonBody<UpdateKnowledgeBaseTopicBody> body) {
        JsonNode patch = body == null ? StrictJson.NODES.objectNode() : body.tree();
        writes.run(request, write -> topics.update(write, agentId, branchId, topicId, patch));
    }

    @Delete("/{topicId}")
    @Status(HttpStatus.NO_CONTENT)
    @RequiresScope(Scopes.AGENTS_WRITE)
    @Operation(operationId = "deleteTopic", summary = "Delete a topic")
    void delete(HttpRequest<?> request, String agentId, String branchId, String topicId) {
        writes.run(request, write -> topics.delete(write, agentId, branchId, topicId));
    }
}
