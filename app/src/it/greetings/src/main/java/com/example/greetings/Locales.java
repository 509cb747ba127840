package com.example.greetings;

import dev.parley.core.error.ApiException;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;

/** Language tags of BCP 47. */
final class Locales {

    /** What RFC 5646 section 4.4.1 asks to make room for at least. */
    static final int MAX_LENGTH = 35;

    private Locales() {}

    /**
     * A tag in its one spelling, such as {@code en-GB} for {@code EN-gb}.
     *
     * @throws ApiException 400 when it is not a language tag
     */
    static String canonical(String tag) {
        try {
            String canonical = new Locale.Builder().setLanguageTag(tag).build().toLanguageTag();
            if (!canonical.startsWith("und") && canonical.length() <= MAX_LENGTH) {
                return canonical;
            }
        } catch (IllformedLocaleException e) {
            throw invalid();
        }
        throw invalid();
    }

    private static ApiException invalid() {
        return ApiException.invalid("locale", "must be a BCP 47 language tag, such as en-GB");
    }

    /** The tag and those that stand for it in its absence, the nearest first: RFC 4647 section 3.4. */
    static List<String> lookup(String tag) {
        List<String> tags = new ArrayList<>();
        for (String rest = tag; !rest.isEmpty(); rest = shortened(rest)) {
            tags.add(rest);
        }
        return tags;
    }

    private static String shortened(String tag) {
        String rest = tag.substring(0, Math.max(tag.lastIndexOf('-'), 0));
        boolean endsWithSingleton = rest.length() > 1 && rest.charAt(rest.length() - 2) == '-';
        return endsWithSingleton ? rest.substring(0, rest.length() - 2) : rest;
    }
}
