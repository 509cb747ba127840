package dev.parley.realtimeconfig.page;

import dev.parley.core.error.ApiException;
import dev.parley.core.error.FieldError;
import dev.parley.realtimeconfig.RealtimeConfigError;
import java.util.List;
import java.util.stream.Stream;

/** The environments of an agent, each with a page of its own, in the order in which they are listed. */
public enum ClientEnv {
    SANDBOX("sandbox"),
    PRE_RELEASE("pre-release"),
    LIVE("live");

    private final String text;

    ClientEnv(String text) {
        this.text = text;
    }

    /** The name on the wire. */
    public String text() {
        return text;
    }

    /**
     * The environment of a name.
     *
     * @throws ApiException 400 when there is none
     */
    public static ClientEnv named(String text) {
        return Stream.of(values())
                .filter(environment -> environment.text.equals(text))
                .findFirst()
                .orElseThrow(() -> ApiException.invalid(
                        RealtimeConfigError.REAL_TIME_CONFIG_UNKNOWN_CLIENT_ENVIRONMENT,
                        RealtimeConfigError.REAL_TIME_CONFIG_UNKNOWN_CLIENT_ENVIRONMENT.message(),
                        List.of(new FieldError("clientEnv", "must be sandbox, pre-release or live"))));
    }
}
