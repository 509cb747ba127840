package dev.parley.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.parley.core.json.CallerSchema.InvalidSchemaException;
import dev.parley.core.json.CallerSchema.TooMuchWorkException;
import dev.parley.core.json.CallerSchema.Violation;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What callers' schemas mean, and that none of them costs more than a moment. */
final class CallerSchemaTest {

    private static List<Violation> violations(String schema, String value)
            throws InvalidSchemaException, TooMuchWorkException {
        return CallerSchema.compile(StrictJson.parse(schema)).violations(StrictJson.parse(value));
    }

    @Test
    void everyViolationIsListedByItsPointer() throws Exception {
        assertThat(violations("""
                        {"$schema":"http://json-schema.org/draft-07/schema#","type":"object","required":["b"],
                         "properties":{"a":{"type":"integer"},"c/d~":{"type":"array","items":{"enum":["x","y"]}},
                           "mail":{"type":"string","format":"email"},"id":{"pattern":"^[a-z]+$"}},
                         "additionalProperties":false}""", "{\"a\":\"x\",\"c/d~\":[\"x\",\"z\"],\"mail\":\"nobody\",\"id\":\"A\",\"more\":1}"))
                .extracting(Violation::pointer)
                .containsExactly("/a", "/b", "/c~1d~0/1", "/id", "/mail", "/more");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{} | {\"a\":[1,null,\"x\"]}",
                "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}}} | {\"n\":1.0}",
                "{\"properties\":{\"n\":{\"multipleOf\":0.1}}} | {\"n\":12345678901234567890.7}",
                "{\"properties\":{\"n\":{\"maximum\":100000000000000000000000000000000001}}} | {\"n\":100000000000000000000000000000000001}",
                "{\"if\":{\"required\":[\"a\"]},\"then\":{\"required\":[\"b\"]},\"else\":{\"required\":[\"c\"]}} | {\"c\":1}",
                "{\"$ref\":\"#/definitions/d\",\"required\":[\"ignored beside a reference\"],\"definitions\":{\"d\":{\"type\":\"object\"}}} | {}",
                "{\"$id\":\"http://example.com/s\",\"properties\":{\"a\":{\"$ref\":\"#a\"}},\"definitions\":{\"x\":{\"$id\":\"#a\",\"type\":\"string\"}}} | {\"a\":\"\"}",
                "{\"properties\":{\"child\":{\"$ref\":\"#\"}},\"additionalProperties\":false} | {\"child\":{\"child\":{}}}",
                "{\"dependencies\":{\"a\":[\"b\"],\"c\":{\"required\":[\"d\"]}}} | {\"a\":1,\"b\":2}",
                "{\"properties\":{\"a\":{\"items\":[{\"type\":\"string\"}],\"additionalItems\":{\"type\":\"number\"}}}} | {\"a\":[\"x\",1,2]}",
                "{\"propertyNames\":{\"pattern\":\"^[a-z]+$\"},\"patternProperties\":{\"^x\":{\"const\":1}}} | {\"xy\":1}",
                "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\",\"properties\":{\"a\":{\"type\":\"string\"}}} | {\"a\":\"\"}",
            })
    void whatFits(String schemaAndValue) throws Exception {
        String[] parts = schemaAndValue.split(" \\| ", -1);
        assertThat(violations(parts[0], parts[1])).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"properties\":{\"n\":{\"maximum\":100000000000000000000000000000000001}}} | {\"n\":100000000000000000000000000000000002}",
                "{\"if\":{\"required\":[\"a\"]},\"then\":{\"required\":[\"b\"]},\"else\":{\"required\":[\"c\"]}} | {\"a\":1}",
                "{\"$id\":\"http://example.com/s\",\"properties\":{\"a\":{\"$ref\":\"#a\"}},\"definitions\":{\"x\":{\"$id\":\"#a\",\"type\":\"string\"}}} | {\"a\":1}",
                "{\"properties\":{\"child\":{\"$ref\":\"#\"}},\"additionalProperties\":false} | {\"child\":{\"child\":{\"x\":1}}}",
                "{\"dependencies\":{\"a\":[\"b\"],\"c\":{\"required\":[\"d\"]}}} | {\"c\":1}",
                "{\"properties\":{\"a\":{\"items\":[{\"type\":\"string\"}],\"additionalItems\":{\"type\":\"number\"}}}} | {\"a\":[\"x\",\"y\"]}",
                "{\"propertyNames\":{\"pattern\":\"^[a-z]+$\"}} | {\"A\":1}",
                "{\"patternProperties\":{\"^x\":{\"const\":1}}} | {\"xy\":2}",
                "{\"properties\":{\"d\":{\"format\":\"date\"}}} | {\"d\":\"2026-02-30\"}",
                "{\"properties\":{\"d\":{\"format\":\"date-time\"}}} | {\"d\":\"tomorrow\"}",
                "{\"properties\":{\"a\":{\"uniqueItems\":true}}} | {\"a\":[{\"x\":1},{\"x\":1}]}",
                "{\"properties\":{\"a\":{\"contains\":{\"const\":1}}}} | {\"a\":[2]}",
                "{\"not\":{\"required\":[\"a\"]}} | {\"a\":1}",
                "{\"oneOf\":[{\"required\":[\"a\"]},{\"required\":[\"b\"]}]} | {\"a\":1,\"b\":1}",
                "{\"properties\":{\"a\":false}} | {\"a\":1}",
            })
    void whatDoesNotFit(String schemaAndValue) throws Exception {
        String[] parts = schemaAndValue.split(" \\| ", -1);
        assertThat(violations(parts[0], parts[1])).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"nonsense\"}",
                "{\"properties\":[]}",
                "{\"minLength\":-1}",
                "{\"pattern\":\"(\"}",
                "{\"pattern\":\"(?=a)b\"}",
                "{\"pattern\":\"(a)\\\\1\"}",
                "{\"pattern\":\"((((a{100}){100}){100}){100}){100}\"}",
                "{\"pattern\":\"(((x{0,900}){0,900})+y{2,}){0,900}\"}",
                "{\"pattern\":\"([a(]{900}){900}\"}",
                "{\"patternProperties\":{\"[\":{}}}",
                "{\"$ref\":\"http://127.0.0.1:1/schema\"}",
                "{\"$ref\":\"file:///etc/hostname\"}",
                "{\"$ref\":\"classpath:logback-test.xml\"}",
                "{\"properties\":{\"a\":{\"$ref\":\"other.json#/a\"}}}",
                "{\"$ref\":\"#/definitions/none\"}",
                "{\"items\":{\"$ref\":\"#none\"}}",
            })
    void whatIsRefused(String schema) {
        assertThatThrownBy(() -> CallerSchema.compile(StrictJson.parse(schema)))
                .isInstanceOf(InvalidSchemaException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "^[0-9]{1,4}-[0-9]{1,4}-[0-9]{1,10}$",
                "^[a-z]{1,63}(\\\\.[a-z]{1,63}){1,5}$",
                "^[({]{2}[^]]{3}[[:alpha:]]{0,100}\\\\({3}$"
            })
    void ordinaryPatternsAreTaken(String pattern) throws Exception {
        assertThat(CallerSchema.compile(StrictJson.parse("{\"pattern\":\"" + pattern + "\"}")))
                .isNotNull();
    }

    /** Seen to fail with the validator's own keywords: it wrote what it did not know to the log, and kept it for ever. */
    @Test
    void nothingOfASchemaIsWrittenToTheLog() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger("com.networknt");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        logger.addAppender(log);
        try {
            assertThat(violations(
                            "{\"x-canary\":1,\"properties\":{\"a\":{\"canary\":true,\"format\":\"canary\",\"pattern\":\"canary\"}}}",
                            "{\"a\":\"b\"}"))
                    .hasSize(1);
            assertThatThrownBy(() -> CallerSchema.compile(StrictJson.parse("{\"$ref\":\"classpath:canary\"}")))
                    .isInstanceOf(InvalidSchemaException.class);
        } finally {
            logger.detachAppender(log);
        }
        assertThat(log.list).isEmpty();
    }

    @Test
    void patternsAreLinear() {
        within(() -> violations(
                "{\"properties\":{\"a\":{\"pattern\":\"^(a+)+$\"}}}", "{\"a\":\"" + "a".repeat(100_000) + "!\"}"));
    }

    /** Seen to fail without the metered patterns: a thousand optional letters against a long text took minutes. */
    @Test
    void aLongProgramOnALongTextIsTooMuch() {
        within(() -> assertThatThrownBy(() -> violations(
                        "{\"properties\":{\"a\":{\"pattern\":\"(a?){900}b\"}}}",
                        "{\"a\":\"" + "a".repeat(900_000) + "\"}"))
                .isInstanceOf(TooMuchWorkException.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"$ref\":\"#\"}",
                "{\"allOf\":[{\"$ref\":\"#\"}]}",
                "{\"anyOf\":[{\"$ref\":\"#/definitions/a\"}],\"definitions\":{\"a\":{\"not\":{\"$ref\":\"#/definitions/b\"}},\"b\":{\"$ref\":\"#/definitions/a\"}}}"
            })
    void aSchemaThatContainsItselfAtOnePlaceIsTooMuch(String schema) {
        within(() -> assertThatThrownBy(() -> violations(schema, "{}"))
                .isInstanceOfAny(TooMuchWorkException.class, InvalidSchemaException.class));
    }

    /** Seen to fail without metered keywords: thirty doublings never came to an end. */
    @Test
    void doublingsAreTooMuch() {
        StringBuilder schema = new StringBuilder("{\"$ref\":\"#/definitions/d0\",\"definitions\":{");
        for (int i = 0; i < 30; i++) {
            String next = "{\"$ref\":\"#/definitions/d" + (i + 1) + "\"}";
            schema.append("\"d" + i + "\":{\"allOf\":[" + next + "," + next + "]},");
        }
        schema.append("\"d30\":{}}}");
        within(() ->
                assertThatThrownBy(() -> violations(schema.toString(), "{}")).isInstanceOf(TooMuchWorkException.class));
    }

    @Test
    void doublingsAlongTheValueAreTooMuch() {
        String value = "{\"a\":".repeat(60) + "1" + "}".repeat(60);
        within(() -> assertThatThrownBy(() ->
                        violations("{\"properties\":{\"a\":{\"allOf\":[{\"$ref\":\"#\"},{\"$ref\":\"#\"}]}}}", value))
                .isInstanceOf(TooMuchWorkException.class));
    }

    @Test
    void aLongChainOfReferencesEnds() {
        StringBuilder schema = new StringBuilder("{\"$ref\":\"#/definitions/d0\",\"definitions\":{");
        for (int i = 0; i < 4000; i++) {
            schema.append("\"d" + i + "\":{\"allOf\":[{\"$ref\":\"#/definitions/d" + (i + 1) + "\"}]},");
        }
        schema.append("\"d4000\":{\"required\":[\"x\"]}}}");
        within(() -> {
            try {
                assertThat(violations(schema.toString(), "{}")).hasSize(1);
            } catch (InvalidSchemaException | TooMuchWorkException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        });
    }

    @Test
    void manyItemsAreWithinBounds() {
        ArrayNode items = StrictJson.NODES.arrayNode();
        for (int i = 0; i < 20_000; i++) {
            items.add("item " + i);
        }
        JsonNode value = StrictJson.NODES.objectNode().set("items", items);
        within(() -> assertThat(CallerSchema.compile(
                                StrictJson.parse(
                                        "{\"properties\":{\"items\":{\"uniqueItems\":true,\"items\":{\"type\":\"string\",\"maxLength\":20,\"pattern\":\"^item\"}}}}"))
                        .violations(value))
                .isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "date",
                "time",
                "date-time",
                "email",
                "idn-email",
                "hostname",
                "idn-hostname",
                "ipv4",
                "ipv6",
                "uri",
                "uri-reference",
                "iri",
                "iri-reference",
                "uri-template",
                "json-pointer",
                "relative-json-pointer",
                "regex"
            })
    void noFormatIsSlowOnLongTexts(String format) {
        for (String piece : List.of("a", "1", ".", "a.", "-", "%41", "{a}", "/", ":", "a@", "(a", "\u00e9", "::1")) {
            within(() -> {
                try {
                    assertThat(violations(
                                    "{\"properties\":{\"a\":{\"format\":\"" + format + "\"}}}",
                                    "{\"a\":\"" + piece.repeat(100_000 / piece.length()) + "!\"}"))
                            .hasSizeLessThan(2);
                } catch (TooMuchWorkException e) {
                    // Some formats are patterns, and those are metered.
                    assertThat(e).hasMessageContaining("too much work");
                }
            });
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    /** A schema may cost a moment; the bound is many times what was measured. */
    private static void within(Work work) {
        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(Duration.ofSeconds(5), work::run);
    }
}
