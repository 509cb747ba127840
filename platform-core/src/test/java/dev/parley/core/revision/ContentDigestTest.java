package dev.parley.core.revision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.spi.DocumentKey;
import java.util.ArrayList;
import java.util.Collections;
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

    @Test
    void kindIdAndBodyCannotRunIntoEachOther() {
        assertThat(ContentHash.of(new DocumentKey("ab", "c"), "d"))
                .isNotEqualTo(ContentHash.of(new DocumentKey("a", "bc"), "d"))
                .isNotEqualTo(ContentHash.of(new DocumentKey("ab", "cd"), ""));
    }
}
