package dev.parley.realtimeconfig;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.testing.InputRules;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a request about config pages is named, and changes nothing. */
abstract class BadInputSuite extends ConfigSuite implements InputRules {

    private static final String UNKNOWN = "REAL_TIME_CONFIG_UNKNOWN_CLIENT_ENVIRONMENT";
    private static final String INVALID_SCHEMA = "REAL_TIME_CONFIG_INVALID_SCHEMA";
    private static final String INVALID_VARIABLES = "REAL_TIME_CONFIG_INVALID_FOR_SCHEMA";

    @Test
    void thereAreThreeEnvironments() {
        for (String environment : List.of("production", "LIVE", "pre_release", "live%20")) {
            String page = pages + "/" + environment;
            refuse(400, UNKNOWN, () -> client.get(page));
            refuse(400, UNKNOWN, () -> client.get(page + "/history"));
            refuse(400, UNKNOWN, () -> client.get(page + "/stream"));
            refuse(400, UNKNOWN, () -> client.get(page + "/scheduled-changes"));
            refuse(400, UNKNOWN, () -> client.patch(page + "/variables", "{\"variables\":{}}"));
            refuse(400, UNKNOWN, () -> client.send("PUT", page + "/schema", "{\"schema\":{}}"));
        }
    }

    @Test
    void everyViolationOfTheMergedVariablesIsNamedByItsPointer() {
        putSchema(
                live,
                "{\"properties\":{\"open_hour\":{\"type\":\"integer\",\"maximum\":23},\"days\":{\"items\":{\"type\":\"string\"}}},"
                        + "\"required\":[\"close_hour\"]}");
        JsonNode error = refuse(
                400,
                INVALID_VARIABLES,
                () -> client.patch(live + "/variables", "{\"variables\":{\"open_hour\":24,\"days\":[\"mon\",2]}}"));
        assertThat(fields(error)).containsExactly("/variables/close_hour", "/variables/days/1", "/variables/open_hour");
        // What stays counts as well as what is sent.
        assertThat(fields(refuse(
                        400, INVALID_VARIABLES, () -> client.patch(live + "/variables", "{\"variables\":{\"a\":1}}"))))
                .containsExactly("/variables/close_hour");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"nonsense\"}",
                "{\"properties\":{\"a\":{\"pattern\":\"(?<=a)b\"}}}",
                "{\"properties\":{\"a\":{\"pattern\":\"((((a{100}){100}){100}){100}){100}\"}}}",
                "{\"$ref\":\"http://127.0.0.1:9/schema\"}",
                "{\"$ref\":\"classpath:logback-test.xml\"}",
                "{\"$ref\":\"#\"}",
                "{\"$ref\":\"#/definitions/nothing\"}"
            })
    void aSchemaThatCannotBeUsedIsRefusedWithinAMoment(String schema) {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            for (String path : List.of(live + "/schema", live)) {
                JsonNode error = refuse(
                        400,
                        INVALID_SCHEMA,
                        () -> client.send(
                                "PUT",
                                path,
                                "{\"schema\":" + schema
                                        + ",\"variables\":{}}"
                                                .replace(path.endsWith("/schema") ? ",\"variables\":{}" : "\0", "")));
                assertThat(fields(error)).allSatisfy(field -> assertThat(field).startsWith("/schema"));
            }
        });
    }

    @Test
    void aSchemaThatIsTooDeepOrTooLargeIsRefusedWithinAMoment() {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            String deep = "{\"not\":".repeat(10_000) + "{}" + "}".repeat(10_000);
            refuse(
                    400,
                    "SCHEMA_VALIDATION_FAILED",
                    () -> client.send("PUT", live + "/schema", "{\"schema\":" + deep + "}"));
            String large = "{\"description\":\"" + "x".repeat(300_000) + "\"}";
            refuse(400, INVALID_SCHEMA, () -> client.send("PUT", live + "/schema", "{\"schema\":" + large + "}"));
            String larger = "{\"description\":\"" + "x".repeat(5_000_000) + "\"}";
            refuse(413, "BODY_TOO_LARGE", () -> client.send("PUT", live + "/schema", "{\"schema\":" + larger + "}"));
        });
    }

    /** Seen to fail when patterns were compiled by java.util.regex: it does not come to an end. */
    @Test
    void aCatastrophicPatternIsHarmless() {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            putSchema(live, "{\"properties\":{\"a\":{\"pattern\":\"^(a+)+$\"}}}");
            refuse(
                    400,
                    INVALID_VARIABLES,
                    () -> client.patch(live + "/variables", "{\"variables\":{\"a\":\"" + "a".repeat(50_000) + "!\"}}"));
        });
    }

    @Test
    void aStaleEntityTagIsRefused() {
        String tag = client.get(live).headers().firstValue("ETag").orElseThrow();
        patch(live, "{\"a\":1}");
        for (String stale : List.of(tag, "\"nothing\"", tag + ", \"x\"", "W/" + tag)) {
            refuse(
                    412,
                    "PRECONDITION_FAILED",
                    () -> client.with("If-Match", stale).send("PUT", live, "{\"schema\":{},\"variables\":{}}"));
            refuse(
                    412,
                    "PRECONDITION_FAILED",
                    () -> client.with("If-Match", stale).patch(live + "/variables", "{\"variables\":{}}"));
            refuse(
                    412,
                    "PRECONDITION_FAILED",
                    () -> client.with("If-Match", stale).send("PUT", live + "/schema?dryRun=true", "{\"schema\":{}}"));
        }
    }

    @Test
    void parametersThatAreNoneAreRefused() {
        String code = "SCHEMA_VALIDATION_FAILED";
        assertThat(fields(refuse(400, code, () -> client.get(live + "?at=yesterday"))))
                .containsExactly("at");
        assertThat(fields(refuse(400, code, () -> client.get(live + "?at=2026-12-24T08:00:00"))))
                .containsExactly("at");
        assertThat(fields(refuse(
                        400, code, () -> client.patch(live + "/variables?dryRun=perhaps", "{\"variables\":{}}"))))
                .containsExactly("dryRun");
        assertThat(fields(refuse(
                        400, code, () -> client.with("Last-Event-ID", "x").get(live + "/stream"))))
                .containsExactly("Last-Event-ID");
    }

    @Test
    void aScheduleThatCannotBeIsRefused() {
        String path = live + "/scheduled-changes";
        String code = "SCHEMA_VALIDATION_FAILED";
        for (String at : List.of("tomorrow", "2026-12-24", "2020-01-01T00:00:00Z", "")) {
            assertThat(fields(refuse(
                            400, code, () -> client.post(path, "{\"at\":\"" + at + "\",\"variables\":{\"a\":1}}"))))
                    .containsExactly("at");
        }
        refuse(400, code, () -> client.post(path, "{\"at\":\"" + SOON + "\"}"));
        putSchema(live, "{\"properties\":{\"open_hour\":{\"type\":\"integer\"}}}");
        assertThat(fields(refuse(
                        400,
                        INVALID_VARIABLES,
                        () -> client.post(path, "{\"at\":\"" + SOON + "\",\"variables\":{\"open_hour\":\"early\"}}"))))
                .containsExactly("/variables/open_hour");
    }
}
