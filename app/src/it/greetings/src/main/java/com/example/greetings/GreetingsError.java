package com.example.greetings;

import dev.parley.core.error.ErrorCode;

/** The errors of this plug-in. */
enum GreetingsError implements ErrorCode {
    GREETING_NOT_FOUND(404, "Greeting does not exist"),
    DEFAULT_LOCALE_NOT_FOUND(404, "The workspace has no default locale"),
    MAIN_BRANCH_READ_ONLY(422, "Cannot directly update main branch");

    private final int status;
    private final String message;

    GreetingsError(int status, String message) {
        this.status = status;
        this.message = message;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String code() {
        return name();
    }

    @Override
    public String message() {
        return message;
    }
}
