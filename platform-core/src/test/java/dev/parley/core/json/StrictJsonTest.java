package dev.parley.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.error.ApiException;
import dev.parley.core.error.CoreError;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StrictJsonTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"a\":1",
                "{\"a\":1}x",
                "{\"a\":1} {}",
                "{a:1}",
                "{'a':1}",
                "[1,]",
                "nul",
                "NaN",
                "01",
                "1.",
                "+1",
                "\"\\ud800\"",
                "\"\\udc00\\ud800\"",
                "\"a\\u0000\"",
                "{\"a\\u0000\":1}",
                "\"\t\"",
                "// c\n1"
            })
    void refusesWhatIsNotOneStrictValue(String text) {
        assertThatThrownBy(() -> StrictJson.parse(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(CoreError.MALFORMED_BODY));
    }

    @Test
    void namesTheMemberThatIsGivenTwice() {
        assertThatThrownBy(() -> StrictJson.parse("{\"a\":{\"b\":1,\"c\":[{\"b\":1,\"b\":2}]}}"))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        e -> assertThat(e.errors().get(0).field()).isEqualTo("a.c.0.b"));
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        for (byte[] bytes : new byte[][] {
            {'"', (byte) 0xff, '"'},
            {'"', (byte) 0xc0, (byte) 0xaf, '"'},
            {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'},
            {(byte) 0xfe, (byte) 0xff, 0, '1'},
            {'"', (byte) 0xe2, (byte) 0x82}
        }) {
            assertThatThrownBy(() -> StrictJson.parse(bytes)).isInstanceOf(ApiException.class);
        }
    }

    @Test
    void refusesWhatIsNestedTooDeeplyAndTakesTheLimit() {
        assertThat(StrictJson.parse(nested(StrictJson.MAX_DEPTH).getBytes(StandardCharsets.UTF_8)))
                .isNotNull();
        for (String text : new String[] {"[".repeat(100_000), nested(StrictJson.MAX_DEPTH + 1)}) {
            assertThatThrownBy(() -> StrictJson.parse(text.getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(ApiException.class);
        }
    }

    @Test
    void readsStoredTextThatHasLevelsAroundWhatWasSent() {
        assertThat(StrictJson.parse(nested(StrictJson.MAX_DEPTH + 20))).isNotNull();
        assertThatThrownBy(() -> StrictJson.parse("[".repeat(100_000))).isInstanceOf(ApiException.class);
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    @Test
    void keepsNumbersExactly() {
        for (String number : new String[] {
            "0", "-1", "12345678901234567890123456789", "1.50", "0.1000000000000000000000000001", "1E+400"
        }) {
            assertThat(CanonicalJson.text(StrictJson.parse(number))).isEqualTo(number);
        }
        assertThatThrownBy(() -> StrictJson.parse("1".repeat(1_001))).isInstanceOf(ApiException.class);
    }

    @Test
    void theCanonicalFormSortsMembersAndEscapesLittle() {
        assertThat(CanonicalJson.text(StrictJson.parse(
                        " { \"b\" : [ 1 , { \"d\":null, \"c\":true } ], \"a\" : \"\\u00e9\\/\\n\\u0001\" } ")))
                .isEqualTo("{\"a\":\"é/\\n\\u0001\",\"b\":[1,{\"c\":true,\"d\":null}]}");
    }
}
