package dev.parley.core.error;

/**
 * One thing that is wrong with a request.
 *
 * @param field where: the path of the member in the body with dots between names ({@code responseSettings.greeting}), the name of
 *     a query parameter or header, or the empty string for the body as a whole
 * @param message what is wrong there, for a person
 */
public record FieldError(String field, String message) {}
