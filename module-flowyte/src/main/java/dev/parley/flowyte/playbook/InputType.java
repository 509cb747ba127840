package dev.parley.flowyte.playbook;

import java.util.Locale;

/** How a caller gives an input; on the wire in lower case. */
public enum InputType {
    /** Spoken, or typed in a chat. */
    SPEECH,
    /** Digits, {@code *} and {@code #}. */
    KEYPAD;

    /** Its name on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
