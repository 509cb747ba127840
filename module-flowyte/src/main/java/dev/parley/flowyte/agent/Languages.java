package dev.parley.flowyte.agent;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.json.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which languages each SKU can hear: the table {@code flowyte/languages.json}, by the language without its region. */
final class Languages {

    private static final Map<String, Set<String>> HEARD = load();

    private Languages() {}

    /** The language of a tag (BCP 47) without script and region, or empty when the text is not a tag. */
    static Optional<String> base(String tag) {
        try {
            String language = new Locale.Builder().setLanguageTag(tag).build().getLanguage();
            return language.isEmpty() ? Optional.empty() : Optional.of(language);
        } catch (IllformedLocaleException e) {
            return Optional.empty();
        }
    }

    /** Whether a SKU hears a language, given without script and region. */
    static boolean isHeard(String sku, String language) {
        return HEARD.getOrDefault(sku, Set.of()).contains(language);
    }

    private static Map<String, Set<String>> load() {
        try (InputStream table = Languages.class.getResourceAsStream("/flowyte/languages.json")) {
            if (table == null) {
                throw new IllegalStateException("There is no resource flowyte/languages.json");
            }
            JsonNode skus = StrictJson.parse(table.readAllBytes());
            Map<String, Set<String>> heard = new HashMap<>();
            skus.properties().forEach(sku -> {
                Set<String> languages = new HashSet<>();
                // As the Java platform names them: some languages have had other codes.
                sku.getValue()
                        .forEach(tag -> languages.add(
                                Locale.forLanguageTag(tag.textValue()).getLanguage()));
                heard.put(sku.getKey(), languages);
            });
            return heard;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
