package dev.parley.careless;

import dev.parley.core.database.Sql;
import dev.parley.core.error.CoreError;
import dev.parley.core.family.FamilyOperations;
import dev.parley.core.family.Reads;
import dev.parley.core.json.WireBody;
import dev.parley.core.security.RequiresScope;
import dev.parley.core.write.Writes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Put;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Hidden;
import org.jspecify.annotations.Nullable;

/** {@code /v1/agents/{agentId}/nickname}, which is the agent's name. */
@Hidden
@FamilyOperations
@Controller("/v1/agents/{agentId}/nickname")
class NicknameController {

    private static final String HELLO = "Hello, I am ";

    private final Sql sql;
    private final Reads reads;
    private final Writes writes;

    NicknameController(Sql sql, Reads reads, Writes writes) {
        this.sql = sql;
        this.reads = reads;
        this.writes = writes;
    }

    /** What is asked for. */
    @Serdeable
    record PutNicknameBody(String nickname) implements WireBody {}

    /**
     * The nickname.
     *
     * @param greeting the fourth mistake: the document does not have it
     */
    @Serdeable
    record Nickname(String nickname, @Nullable String greeting) {}

    /** The first mistake: whose agent it is makes no difference. */
    @Get
    @RequiresScope("careless:read")
    Nickname get(HttpRequest<?> request, @PathVariable String agentId) {
        return reads.in(
                request,
                caller -> sql.first(
                                "select name from core_space where public_id = ?",
                                row -> new Nickname(row.getString("name"), null),
                                agentId)
                        .orElseThrow(CoreError.AGENT_NOT_FOUND::exception));
    }

    /** The second mistake: the same where something changes. */
    @Put
    @RequiresScope("careless:write")
    HttpResponse<Nickname> put(HttpRequest<?> request, @PathVariable String agentId, @Body PutNicknameBody body) {
        return writes.in(request, write -> {
            if (sql.update("update core_space set name = ? where public_id = ?", body.nickname(), agentId) == 0) {
                throw CoreError.AGENT_NOT_FOUND.exception();
            }
            return new Nickname(body.nickname(), greeting(body.nickname()));
        });
    }

    /** The third mistake: there is no character after the last one. */
    private static String greeting(String nickname) {
        String greeting = HELLO + nickname;
        return nickname.length() < 40 ? greeting : greeting.substring(0, HELLO.length() + 41);
    }
}
