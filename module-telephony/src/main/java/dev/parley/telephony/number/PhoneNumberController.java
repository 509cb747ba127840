package dev.parley.telephony.number;

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
import org.jspecify.annotations.Nullable;

/** {@code /v1/agents/{agentId}/telephony/phone-numbers}. */
@FamilyOperations
@Tag(name = "Phone Numbers")
@Controller("/v1/agents/{agentId}/telephony/phone-numbers")
class PhoneNumberController {

    /** With a pattern of its own the segment may have a plus. */
    private static final String ONE = "/{phoneNumber:[^/]+}";

    private final PhoneNumberService numbers;
    private final Lists lists;
    private final Reads reads;
    private final Writes writes;

    PhoneNumberController(PhoneNumberService numbers, Lists lists, Reads reads, Writes writes) {
        this.numbers = numbers;
        this.lists = lists;
        this.reads = reads;
        this.writes = writes;
    }

    /** The number in a path. The router takes a plus for a space, as in a form; a number has a plus and no space. */
    private static String number(String segment) {
        return segment.replace(' ', '+');
    }

    @Get
    @RequiresScope(Scopes.TELEPHONY_READ)
    @Operation(operationId = "listPhoneNumbers", summary = "List the phone numbers of an agent")
    HttpResponse<GetPhoneNumbersResponse> list(
            HttpRequest<?> request,
            String agentId,
            @QueryValue @Nullable String connectorId,
            @QueryValue @Nullable Integer limit,
            @QueryValue @Nullable String cursor) {
        return lists.answer(
                request, "phoneNumbers", limit, cursor, caller -> numbers.list(caller, agentId, connectorId));
    }

    @Post
    @Status(HttpStatus.CREATED)
    @RequiresScope(Scopes.TELEPHONY_WRITE)
    @Operation(operationId = "importPhoneNumbers", summary = "Import phone numbers, all or none")
    HttpResponse<ImportPhoneNumbersResponse> importAll(
            HttpRequest<?> request, String agentId, @Body ImportPhoneNumbersBody body) {
        return writes.inStages(request, numbers.importAll(agentId, body.phoneNumbers(), body.clientEnv()));
    }

    @Delete
    @RequiresScope(Scopes.TELEPHONY_WRITE)
    @Operation(operationId = "deletePhoneNumbers", summary = "Delete several phone numbers, each by itself")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = DeletePhoneNumbersBody.class)))
    HttpResponse<DeletePhoneNumbersResponse> deleteAll(
            HttpRequest<?> request, String agentId, @Body DeletePhoneNumbersBody body) {
        return writes.in(request, write -> numbers.deleteAll(write, agentId, body.phoneNumbers()));
    }

    @Post("/batch")
    @RequiresScope(Scopes.TELEPHONY_READ)
    @Operation(operationId = "batchGetPhoneNumbers", summary = "Get several phone numbers")
    BatchGetPhoneNumbersResponse getAll(HttpRequest<?> request, String agentId, @Body BatchGetPhoneNumbersBody body) {
        return reads.in(request, caller -> numbers.getAll(caller, agentId, body.phoneNumbers()));
    }

    @Get(ONE)
    @RequiresScope(Scopes.TELEPHONY_READ)
    @Operation(operationId = "getPhoneNumber", summary = "Get a phone number")
    PhoneNumberResponse get(HttpRequest<?> request, String agentId, String phoneNumber) {
        return reads.in(request, caller -> numbers.get(caller, agentId, number(phoneNumber)));
    }

    @Post(ONE)
    @Status(HttpStatus.CREATED)
    @RequiresScope(Scopes.TELEPHONY_WRITE)
    @Operation(operationId = "importPhoneNumber", summary = "Import a phone number")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = ImportPhoneNumberBody.class)))
    HttpResponse<ImportPhoneNumberResponse> importOne(
            HttpRequest<?> request,
            String agentId,
            String phoneNumber,
            @Body @Nullable JsonBody<ImportPhoneNumberBody> body) {
        return writes.inStages(
                request,
                numbers.importOne(
                        agentId, number(phoneNumber), body == null ? StrictJson.NODES.objectNode() : body.tree()));
    }

    @Patch(ONE)
    @RequiresScope(Scopes.TELEPHONY_WRITE)
    @Operation(operationId = "reassignPhoneNumber", summary = "Assign a phone number to another connector")
    HttpResponse<PhoneNumberResponse> assign(
            HttpRequest<?> request, String agentId, String phoneNumber, @Body ReassignPhoneNumberBody body) {
        return writes.in(request, write -> numbers.assign(write, agentId, number(phoneNumber), body.connectorId()));
    }

    @Delete(ONE)
    @RequiresScope(Scopes.TELEPHONY_WRITE)
    @Operation(operationId = "deletePhoneNumber", summary = "Delete a phone number")
    HttpResponse<DeletePhoneNumberResponse> delete(HttpRequest<?> request, String agentId, String phoneNumber) {
        return writes.in(request, write -> numbers.delete(write, agentId, number(phoneNumber)));
    }
}
