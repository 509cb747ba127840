package com.example.greetings;

import dev.parley.core.family.FamilyOperations;
import dev.parley.core.family.Reads;
import dev.parley.core.security.RequiresScope;
import dev.parley.core.write.Writes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.Status;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

/** {@code /v1/greetings/default-locale}. */
@FamilyOperations
@Tag(name = "Greetings")
@Controller("/v1/greetings/default-locale")
class DefaultLocaleController {

    private final DefaultLocales defaultLocales;
    private final Reads reads;
    private final Writes writes;

    DefaultLocaleController(DefaultLocales defaultLocales, Reads reads, Writes writes) {
        this.defaultLocales = defaultLocales;
        this.reads = reads;
        this.writes = writes;
    }

    @Get
    @RequiresScope(GreetingsModule.READ)
    @Operation(operationId = "getDefaultLocale", summary = "Get the default locale of the workspace")
    DefaultLocale get(HttpRequest<?> request) {
        return reads.in(
                request,
                caller -> defaultLocales
                        .find(caller.workspaceId())
                        .map(DefaultLocale::new)
                        .orElseThrow(GreetingsError.DEFAULT_LOCALE_NOT_FOUND::exception));
    }

    @Put
    @RequiresScope(GreetingsModule.WRITE)
    @Operation(operationId = "putDefaultLocale", summary = "Set the default locale of the workspace")
    HttpResponse<DefaultLocale> put(HttpRequest<?> request, @Body DefaultLocale body) {
        return writes.in(request, write -> defaultLocales.put(write, body.locale()));
    }

    @Delete
    @Status(HttpStatus.NO_CONTENT)
    @RequiresScope(GreetingsModule.WRITE)
    @Operation(operationId = "deleteDefaultLocale", summary = "Leave the workspace without a default locale")
    void delete(HttpRequest<?> request) {
        writes.run(request, defaultLocales::delete);
    }
}
