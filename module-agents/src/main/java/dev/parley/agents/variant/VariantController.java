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

/** {@code /v1/agents/{agentId}/branches/{branchId}/variants}. */
@FamilyOperations
@Tag(name = "Variants")
@Controller("/v1/agents/{agentId}/branches/{branchId}/variants")
class VariantController {

    private final VariantService variants;
    private final Lists lists;
    private final Writes writes;

    VariantController(VariantService variants, Lists lists, Writes writes) {
        this.variants = variants;
        this.lists = lists;
        this.writes = writes;
    }

    @Get
    @RequiresScope(Scopes.AGENTS_READ)
    @Operation(operationId = "listVariants", summary = "List the variants of a branch")
    HttpResponse<Variants> list(
            HttpRequest<?> request,
            String agentId,
            String branchId,
            @QueryValue @Nullable Integer limit,
            @QueryValue @Nullable String cursor) {
        return lists.answer(request, "variants", limit, cursor, caller -> variants.list(caller, agentId, branchId));
    }

    @Post
    @Status(HttpStatus.CREATED)
    @RequiresScope(Scopes.AGENTS_WRITE)
    @Operation(operationId = "createVariant", summary = "Create a variant")
    HttpResponse<Variant> create(
            HttpRequest<?> request, String agentId, String branchId, @Body CreateVariantBody body) {
        return writes.in(request, write -> variants.create(write, agentId, branchId, body));
    }

    @Patch("/{variantId}")
    @RequiresScope(Scopes.AGENTS_WRITE)
    @Operation(operationId = "updateVariant", summary = "Update a variant")
    HttpResponse<Variant> update(
            HttpRequest<?> request,
            String agentId,
            String branchId,
            String variantId,
            @Body @Nullable UpdateVariantBody body) {
        UpdateVariantBody patch = body == null ? new UpdateVariantBody(null, null, null) : body;
        return writes.in(request, write -> variants.update(write, agentId, branchId, variantId, patch));
    }

    @Delete("/{variantId}")
    @RequiresScope(Scopes.AGENTS_WRITE)
    @Operation(operationId = "deleteVariant", summary = "Delete a variant")
    HttpResponse<Deleted> delete(HttpRequest<?> request, String agentId, String branchId, String variantId) {
        return writes.in(request, write -> variants.delete(write, agentId, branchId, variantId));
    }
}
