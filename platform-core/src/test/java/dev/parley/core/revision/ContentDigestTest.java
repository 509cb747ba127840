package dev.parley.core.revision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.hash.Sha256;
import dev.parley.core.spi.DocumentKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ContentDigestTest {

    @Test
    void equalContentHasAnEqualDigestWhateverWayLedThere() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            List<byte[]> content = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                content.add(ContentHash.of(new DocumentKey("kind", "id" + i), "{\"v\":" + random.nextInt(3) + "}"));
            }
            ContentDigest straight = new ContentDigest();
            content.forEach(straight::add);
            ContentDigest detour = new ContentDigest(new ContentDigest().state());
            byte[] passing = ContentHash.of(new DocumentKey("kind", "passing"), "{}");
            detour.add(passing);
            Collections.shuffle(content, random);
            content.forEach(detour::add);
            detour.remove(content.get(0));
            detour.remove(passing);
            assertThat(detour.version()).as("seed %d", seed).isNotEqualTo(straight.version());
            detour.add(content.get(0));
            assertThat(detour.version()).as("seed %d", seed).isEqualTo(straight.version());
            assertThat(new ContentDigest(detour.state()).state()).isEqualTo(straight.state());
        }
    }

    /** Stores hold digests: what is computed now has to fit to them. The value was made by another program, from the class's description. */
    @Test
    void aDigestIsWhatItWasWhenItWasStored() {
        ContentDigest digest = new ContentDigest();
        digest.add(sha256("a"));
        digest.add(sha256("b"));
        digest.remove(sha256("c"));

        assertThat(HexFormat.of().formatHex(digest.version()))
                .isEqualTo("48ca8fc07c0ffe772705accc741ab25318503938f07fd8e2298ea1cbafb0abcc");
    }

    private static byte[] sha256(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void kindIdAndBodyCannotRunIntoEachOther() {
        assertThat(ContentHash.of(new DocumentKey("ab", "c"), "d"))
                .isNotEqualTo(ContentHash.of(new DocumentKey("a", "bc"), "d"))
                .isNotEqualTo(ContentHash.of(new DocumentKey("ab", "cd"), ""));
    }
}
