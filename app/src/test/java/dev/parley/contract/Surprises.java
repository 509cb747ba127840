package dev.parley.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.core.json.StrictJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The valid values that nobody thinks of: at every limit, of every script, null, empty, nested. */
final class Surprises extends Taste {

    private static final List<String> CHARACTERS = List.of(
            "a",
            "Z",
            "0",
            " ",
            "-",
            "_",
            ".",
            "/",
            "\\",
            "\"",
            "'",
            "<",
            "&",
            "%",
            "{",
            "}",
            "$",
            ";",
            "\n",
            "\t",
            "\u0001",
            "\u007f",
            "\u0085",
            "ä",
            "ß",
            "İ",
            "ı",
            "Ω",
            "я",
            "中",
            "あ",
            "한",
            "ע",
            "\u202e",
            "\u200b",
            "\ufeff",
            "\u2028",
            "e\u0301",
            "\ud83d\ude00",
            "\ud835\udd38",
            "\udbff\udfff",
            "\uffff",
            "\ufffd");

    private static final List<String> WORDS = List.of(
            "null",
            "true",
            "0",
            "-1",
            "constructor",
            "__proto__",
            "main",
            "live",
            "sandbox",
            "' or 1=1 --",
            "../../etc/passwd",
            "${jndi:ldap://x}",
            "{{x}}",
            "%00",
            "+12025550123",
            "2026-02-29",
            "09:00",
            "America/Denver",
            "en-US",
            "*",
            "text/html");

    private static final List<String> MOMENTS = List.of(
            "2099-01-01T00:00:00Z",
            "2096-02-29T23:59:59.999999999Z",
            "2099-12-31T23:59:59+14:00",
            "2099-06-01T00:00:00-12:00",
            "2024-02-29T12:00:00Z",
            "1970-01-01T00:00:00Z",
            "1969-12-31T23:59:59Z",
            "1883-11-18T12:03:58-07:00",
            "0001-01-01T00:00:00Z",
            "0000-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
            "2098-12-31T23:59:60Z");

    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "1",
            "-1",
            "0.5",
            "1.50",
            "127",
            "256",
            "65536",
            "2147483647",
            "2147483648",
            "-2147483648",
            "9007199254740993",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775809",
            "1e2",
            "1e-7",
            "1e308",
            "1e309",
            "-1e400",
            "123456789012345678901234567890",
            "0.1234567890123456789012345678901234567890");

    private final Random random;

    Surprises(String mark, Random random) {
        super(mark);
        this.random = random;
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    @Override
    boolean takesNames() {
        return chance(80);
    }

    @Override
    boolean takes() {
        return chance(30);
    }

    @Override
    boolean wantsSomething() {
        return chance(90);
    }

    @Override
    boolean takesKnown() {
        return chance(85);
    }

    @Override
    boolean takesNull() {
        return chance(30);
    }

    @Override
    JsonNode oneOf(JsonNode choices) {
        return choices.path(random.nextInt(choices.size()));
    }

    @Override
    boolean flag() {
        return random.nextBoolean();
    }

    @Override
    JsonNode integer(JsonNode schema) {
        long min = schema.path("minimum").asLong(Long.MIN_VALUE);
        long max = schema.path("maximum").asLong(Long.MAX_VALUE);
        long number = switch (random.nextInt(6)) {
            case 0 -> min;
            case 1 -> max;
            case 2 -> 0;
            case 3 -> Integer.MAX_VALUE + 1L;
            default -> random.nextInt(100);
        };
        return StrictJson.NODES.numberNode(Math.max(min, Math.min(max, number)));
    }

    @Override
    JsonNode number(JsonNode schema) {
        return chance(30) ? integer(schema) : StrictJson.NODES.numberNode(new BigDecimal(one(NUMBERS)));
    }

    @Override
    JsonNode anything() {
        return anything(3);
    }

    private JsonNode anything(int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 7)) {
            case 0 -> StrictJson.NODES.nullNode();
            case 1 -> StrictJson.NODES.booleanNode(flag());
            case 2 -> StrictJson.NODES.numberNode(new BigDecimal(one(NUMBERS)));
            case 3, 4 -> StrictJson.NODES.textNode(chance(30) ? one(WORDS) : text(0, 30));
            case 5 -> {
                ArrayNode array = StrictJson.NODES.arrayNode();
                for (int i = random.nextInt(3); i > 0; i--) {
                    array.add(anything(depth - 1));
                }
                yield array;
            }
            default -> {
                ObjectNode object = StrictJson.NODES.objectNode();
                keys().forEach(key -> object.set(key, anything(depth - 1)));
                yield object;
            }
        };
    }

    @Override
    List<String> keys() {
        List<String> keys = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            keys.add(
                    switch (random.nextInt(4)) {
                        case 0 -> one(WORDS);
                        case 1 ->
                            one(List.of(
                                    "mon",
                                    "tue",
                                    "type",
                                    "properties",
                                    "action",
                                    "url",
                                    "to",
                                    "operator",
                                    "prompt",
                                    "text"));
                        case 2 -> text(0, 12);
                        default -> word();
                    });
        }
        return keys;
    }

    @Override
    int size(int min, int max) {
        int size = chance(2) ? 101 : chance(10) ? min : min + random.nextInt(4);
        return Math.max(min, Math.min(max, size));
    }

    @Override
    String moment() {
        return one(MOMENTS);
    }

    @Override
    String text(int min, int max) {
        int length = switch (random.nextInt(8)) {
            case 0 -> min;
            case 1 -> max <= 20_000 ? max : 1000;
            case 2 -> min + 1;
            default -> -1;
        };
        if (length < 0) {
            return chance(20) && min <= 1 && max > 30 ? one(WORDS) : super.text(min, max);
        }
        StringBuilder text = new StringBuilder();
        String filling = chance(50) ? one(CHARACTERS) : "";
        // Schemas count code points.
        while (text.codePointCount(0, text.length()) < Math.min(length, max)) {
            text.append(filling.isEmpty() ? one(CHARACTERS) : filling);
        }
        int points = text.codePointCount(0, text.length());
        return points <= max ? text.toString() : text.substring(0, text.offsetByCodePoints(0, max));
    }
}
