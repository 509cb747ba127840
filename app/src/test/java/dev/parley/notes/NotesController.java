package dev.parley.notes;

import dev.parley.core.database.Sql;
import dev.parley.core.family.FamilyOperations;
import dev.parley.core.family.Reads;
import dev.parley.core.security.RequiresScope;
import dev.parley.core.write.Writes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Map;

/** {@code /notes/v1/notes}. */
@Hidden
@FamilyOperations
@Controller("/notes/v1/notes")
class NotesController {

    private final Sql sql;
    private final Reads reads;
    private final Writes writes;

    NotesController(Sql sql, Reads reads, Writes writes) {
        this.sql = sql;
        this.reads = reads;
        this.writes = writes;
    }

    @Get
    @RequiresScope("notes:read")
    Map<String, List<CreateNoteBody>> list(HttpRequest<?> request) {
        return reads.in(
                request,
                caller -> Map.of(
                        "notes",
                        sql.list(
                                "select text from notes_note where workspace_id = ?",
                                row -> new CreateNoteBody(row.getString("text")),
                                caller.workspaceId())));
    }

    @Post
    @Status(HttpStatus.CREATED)
    @RequiresScope("notes:write")
    HttpResponse<CreateNoteBody> create(HttpRequest<?> request, @Body CreateNoteBody body) {
        return writes.in(request, write -> {
            sql.update("insert into notes_note values (?, ?)", write.caller().workspaceId(), body.text());
            return body;
        });
    }
}
