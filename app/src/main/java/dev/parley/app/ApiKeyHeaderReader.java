package dev.parley.app;

import io.micronaut.security.token.reader.HttpHeaderTokenReader;
import jakarta.inject.Singleton;

/** Reads a key from {@code x-api-key}, for the pages that belong to no family; they take {@code Authorization: Bearer} as well. */
@Singleton
final class ApiKeyHeaderReader extends HttpHeaderTokenReader {

    @Override
    protected String getHeaderName() {
        return "x-api-key";
    }

    @Override
    protected String getPrefix() {
        return "";
    }
}
