package dev.parley.agents.variant;

import dev.parley.agents.Scopes;
import dev.parley.core.family.FamilyOperations;
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
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /v1/agents/{agentId}/branches/{branchId}/attributes}. */
@FamilyOperations
@Tag(name = "Variants")
@Controller("/v1/agents/{agentId}/branches/{branchId}/attributes")
class AttributeController {

    private final AttributeService attributes;
    private final Lists lists;
    private final Writes writes;

    AttributeController(AttributeService attributes, Lists lists, Writes writes) {
        this.attributes = attributes;
        this.lists = lists;
        this.writes = writes;
    }

    @Get
    @RequiresScope(Scopes.AGENTS_READ)
    @Operation(operationId = "listAttributes", summary = "List the attributes of a branch")
    HttpResponse<Attributes> list(
            HttpRequest<?> request,
            String agentId,
            String branchId,
            @QueryValue @Nullable Integer limit,
            @QueryValue @Nullable String cursor) {
        return lists.answer(request, "attributes", limit, cursor, caller -> attributes.list(caller, agentId, branchId));
    }

    @Post
    @Status(HttpStatus.CREATED)
    @RequiresScope(Scopes.AGENTS_WRITE)
    @Operation(operationId = "createAttribute", summary = "Create an attribute")
    HttpResponse<Attribute> create(
            HttpRequest<?> request, String agentId, String branchId, @Body CreateAttributeBody body) {
        return writes.in(request, write -> attributes.create(write, agentId, branchId, body.name()));
    }

    @Patch("/{attributeId}")
    @RequiresScope(Scopes.AGENTS_WRITE)
    @Operation(operationId = "updateAttribute", summary = "Rename an attribute")
    HttpResponse<Attribute> update(
            HttpRequest<?> request,
            String agentId,
            String branchId,
            String attributeId,
            @Body UpdateAttributeBody body) {
        return writes.in(request, write -> attributes.rename(write, agentId, branchId, attributeId, body.name()));
    }

    @Delete("/{attributeId}")
    @RequiresScope(Scopes.AGENTS_WRITE)
    @Operation(operationId = "deleteAttribute", summary = "Delete an attribute and its values")
    HttpResponse<Deleted> delete(HttpRequest<?> request, String agentId, String branchId, String attributeId) {
        return writes.in(request, write -> attributes.delete(write, agentId, branchId, attributeId));
    }
}
