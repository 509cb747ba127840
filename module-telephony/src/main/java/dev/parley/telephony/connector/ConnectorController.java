package dev.parley.telephony.connector;

import dev.parley.core.family.FamilyOperations;
import dev.parley.core.family.Reads;
import dev.parley.core.json.JsonBody;
import dev.parley.core.json.StrictJson;
import dev.parley.core.paging.Lists;
import dev.parley.core.security.RequiresScope;
import dev.parley.core.write.Writes;
import dev.parley.telephony.Scopes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** {@code /v1/agents/{agentId}/telephony/connectors}. */
@FamilyOperations
@Tag(name = "Connectors")
@Controller("/v1/agents/{agentId}/telephony/connectors")
class ConnectorController {

    private final ConnectorService connectors;
    private final Lists lists;
    private final Reads reads;
    private final Writes writes;

    ConnectorController(ConnectorService connectors, Lists lists, Reads reads, Writes writes) {
        this.connectors = connectors;
        this.lists = lists;
        this.reads = reads;
        this.writes = writes;
    }

    @Get
    @RequiresScope(Scopes.TELEPHONY_READ)
    @Operation(operationId = "listConnectors", summary = "List the connectors of an agent")
    HttpResponse<GetConnectorsResponse> list(
            HttpRequest<?> request,
            String agentId,
            @QueryValue @Nullable Integer limit,
            @QueryValue @Nullable String cursor) {
        return lists.answer(request, "connectors", limit, cursor, caller -> connectors.list(caller, agentId));
    }

    @Post("/batch")
    @RequiresScope(Scopes.TELEPHONY_READ)
    @Operation(operationId = "batchGetConnectors", summary = "Get several connectors")
    BatchGetConnectorsResponse getAll(HttpRequest<?> request, String agentId, @Body BatchGetConnectorsBody body) {
        return reads.in(request, caller -> connectors.getAll(caller, agentId, body.connectorIds()));
    }

    @Patch("/batch")
    @RequiresScope(Scopes.TELEPHONY_WRITE)
    @Operation(operationId = "batchUpdateConnectors", summary = "Update several connectors, each by itself")
    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = BatchUpdateConnectorsBody.class)))
    HttpResponse<BatchUpdateConnectorsResponse> updateAll(
            HttpRequest<?> request, String agentId, @Body JsonBody<BatchUpdateConnectorsBody> body) {
        return writes.in(
                request,
                write -> connectors.updateAll(
                        write,
                        agentId,
                        StreamSupport.stream(body.tree().path("updates").spliterator(), false)
                                .toList()));
    }

    @Post("/lookup")
    @RequiresScope(Scopes.TELEPHONY_READ)
    @Operation(operationId = "lookupConnector", summary = "Get the connector of a phone number")
    ConnectorResponse lookUp(HttpRequest<?> request, String agentId, @Body LookupConnectorBody body) {
        return reads.in(request, caller -> connectors.lookUp(caller, agentId, body.phoneNumber()));
    }

    @Get("/{connectorId}")
    @RequiresScope(Scopes.TELEPHONY_READ)
    @Operation(operationId = "getConnector", summary = "Get a connector")
    ConnectorResponse get(HttpRequest<?> request, String agentId, String connectorId) {
        return reads.in(request, caller -> connectors.get(caller, agentId, connectorId));
    }

    @Patch("/{connectorId}")
    @RequiresScope(Scopes.TELEPHONY_WRITE)
    @Operation(operationId = "updateConnector", summary = "Update a connector, or move it to another agent")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = UpdateConnectorBody.class)))
    HttpResponse<ConnectorResponse> update(
            HttpRequest<?> request,
            String agentId,
            String connectorId,
            @Body @Nullable JsonBody<UpdateConnectorBody> body) {
        return writes.in(
                request,
                write -> connectors.update(
                        write, agentId, connectorId, body == null ? StrictJson.NODES.objectNode() : body.tree()));
    }

    @Delete("/{connectorId}")
    @RequiresScope(Scopes.TELEPHONY_WRITE)
    @Operation(operationId = "deleteConnector", summary = "Delete a connector and give its numbers up")
    HttpResponse<DeleteConnectorResponse> delete(HttpRequest<?> request, String agentId, String connectorId) {
        return writes.in(request, write -> connectors.delete(write, agentId, connectorId));
    }
}
