package dev.parley.flowyte.version;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.error.ApiException;
import dev.parley.core.json.StrictJson;
import dev.parley.core.security.Caller;
import dev.parley.flowyte.hours.AfterHoursPolicy;
import dev.parley.flowyte.hours.HoursStatus;
import dev.parley.flowyte.hours.OpeningHours;
import jakarta.inject.Singleton;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Whether agents are open. */
@Singleton
class HoursService {

    /** Beyond these years clocks are guesswork, and arithmetic on them overflows at last. */
    private static final OffsetDateTime FIRST = OffsetDateTime.parse("1970-01-01T00:00:00Z");

    private static final OffsetDateTime LAST = OffsetDateTime.parse("2999-12-31T23:59:59Z");

    private final VersionService versions;

    HoursService(VersionService versions) {
        this.versions = versions;
    }

    /**
     * Whether an agent is open.
     *
     * @param at a moment, ISO 8601 with an offset; null for now
     * @param draft whether the hours of the draft count instead of those of the live version
     * @throws ApiException 400 when the moment is none; 409 when the live version counts and there is none
     */
    ObjectNode status(Caller caller, String agentId, @Nullable String at, boolean draft) {
        JsonNode config = versions.config(caller, agentId, draft);
        Instant moment = at == null ? Instant.now().truncatedTo(ChronoUnit.SECONDS) : moment(at);
        return json(config, moment);
    }

    /** The same of a configuration. */
    static ObjectNode json(JsonNode config, Instant moment) {
        OpeningHours hours = OpeningHours.of(config.path("businessHours"));
        HoursStatus status = hours.at(moment);
        ObjectNode json = StrictJson.NODES.objectNode();
        json.put("open", status.open());
        json.put("localTime", text(status.localTime()));
        json.put("timezone", status.timezone());
        json.put("nextOpening", text(status.nextOpening()));
        json.put("nextClosing", text(status.nextClosing()));
        if (status.open()) {
            json.putNull("afterHours");
        } else {
            AfterHoursPolicy policy = hours.afterHours();
            String usual =
                    config.path("handoffConfig").path("transferDestination").asText("");
            String number = policy.number() == null && !usual.isEmpty() ? usual : policy.number();
            json.putObject("afterHours")
                    .put("message", policy.messageFor(status.nextOpening()))
                    .put("allowHumanTransfer", policy.allowHumanTransfer())
                    .put("number", policy.allowHumanTransfer() ? number : null)
                    .put("emergencyNumber", policy.emergencyNumber());
        }
        return json;
    }

    private static @Nullable String text(@Nullable OffsetDateTime time) {
        return time == null ? null : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    }

    private static Instant moment(String text) {
        try {
            OffsetDateTime moment = OffsetDateTime.parse(text);
            if (!moment.isBefore(FIRST) && !moment.isAfter(LAST)) {
                return moment.toInstant();
            }
        } catch (DateTimeException e) {
            throw invalid();
        }
        throw invalid();
    }

    private static ApiException invalid() {
        return ApiException.invalid(
                "at",
                "must be a date and time with an offset, ISO 8601, from 1970 to 2999, such as 2026-05-04T09:00:00Z");
    }
}
