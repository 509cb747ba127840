package com.example.greetings;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.spi.DocumentKey;
import dev.parley.core.spi.ResourceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Greetings in the store: {@code text} and {@code reprompt}; the id is the locale, so a branch has one greeting in each. */
public final class GreetingKind implements ResourceKind {

    static final String NAME = "greeting";
    static final int MAX_LENGTH = 2000;

    static DocumentKey key(String locale) {
        return new DocumentKey(NAME, locale);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> path(String id, List<String> leaf) {
        return Stream.concat(Stream.of("greetings", id), leaf.stream()).toList();
    }

    @Override
    public List<String> violations(JsonNode body) {
        List<String> violations = new ArrayList<>();
        if (!isText(body.path("text")) || body.path("text").textValue().isEmpty()) {
            violations.add("text must be a string of 1 to " + MAX_LENGTH + " characters");
        }
        if (!isText(body.path("reprompt"))) {
            violations.add("reprompt must be a string of at most " + MAX_LENGTH + " characters");
        }
        if (body.size() != 2) {
            violations.add("a greeting has no other members");
        }
        return violations;
    }

    private static boolean isText(JsonNode value) {
        return value.isTextual()
                && value.textValue().codePointCount(0, value.textValue().length()) <= MAX_LENGTH;
    }
}
