package dev.parley.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README shows of the plug-in is what is built and tested. */
final class ReadmeTest {

    private static final Path PROJECT = Path.of("src", "it", "greetings");

    /** The name of a file, and the block of it that follows. {@code // ...} in a block stands for what is left out. */
    private static final Pattern QUOTED =
            Pattern.compile("`([\\w./-]+)`:\\n\\n```[a-z]+\\n(.*?)```\\n", Pattern.DOTALL);

    /** Seen to fail when a scope of the plug-in was given another description, and when the README named a file that is not there. */
    @Test
    void quotesThePlugInAsItIs() throws IOException {
        String readme = Files.readString(Path.of("..", "README.md"));
        int start = readme.indexOf("\n## Write a plug-in\n");
        String section = readme.substring(start, readme.indexOf("\n## ", start + 1));
        List<String> quoted = new ArrayList<>();
        Matcher matcher = QUOTED.matcher(section);
        while (matcher.find()) {
            quoted.add(matcher.group(1));
            String file = unindented(Files.readString(PROJECT.resolve(matcher.group(1))));
            int from = 0;
            for (String part : matcher.group(2).split("(?m)^// \\.\\.\\.\\n", -1)) {
                String text = unindented(part);
                assertThat(file.substring(from)).as(matcher.group(1)).contains(text);
                from = file.indexOf(text, from) + text.length();
            }
        }
        assertThat(quoted).hasSize(12).contains("pom.xml", "openapi.properties");
    }

    private static String unindented(String text) {
        return text.replaceAll("(?m)^\\s+", "");
    }
}
