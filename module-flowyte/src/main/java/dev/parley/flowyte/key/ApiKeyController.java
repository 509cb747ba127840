package dev.parley.flowyte.key;

import dev.parley.core.family.FamilyOperations;
import dev.parley.core.security.RequiresScope;
import dev.parley.flowyte.Scopes;
import dev.parley.flowyte.wire.Answers;
import dev.parley.flowyte.wire.ApiResponse;
import dev.parley.flowyte.wire.VoidResponse;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;

/** {@code /api/v1/api-keys}. */
@FamilyOperations
@Tag(name = "ApiKeys")
@Controller("/api/v1/api-keys")
class ApiKeyController {

    private final ApiKeyService keys;
    private final Answers answers;

    ApiKeyController(ApiKeyService keys, Answers answers) {
        this.keys = keys;
        this.answers = answers;
    }

    @Get
    @RequiresScope(Scopes.KEYS_WRITE)
    @Operation(operationId = "listApiKeys", summary = "List the keys of the organization")
    HttpResponse<ApiResponse<List<ApiKeyInfo>>> list(HttpRequest<?> request) {
        return answers.read(request, keys::list);
    }

    @Post
    @Status(HttpStatus.CREATED)
    @RequiresScope(Scopes.KEYS_WRITE)
    @Operation(operationId = "createApiKey", summary = "Create a key; it is shown this once")
    HttpResponse<ApiResponse<ApiKeyInfo>> create(HttpRequest<?> request, @Body CreateApiKeyBody body) {
        return answers.writeSecretly(request, write -> {
            ApiKeyService.Created created = keys.create(write, body);
            return new Answers.Secretly(
                    created.info(), created.info().deepCopy().put("key", created.secret()));
        });
    }

    @Delete("/{id}")
    @RequiresScope(Scopes.KEYS_WRITE)
    @Operation(operationId = "revokeApiKey", summary = "Revoke a key")
    HttpResponse<VoidResponse> revoke(HttpRequest<?> request, String id) {
        return answers.run(request, write -> keys.revoke(write, id));
    }
}
