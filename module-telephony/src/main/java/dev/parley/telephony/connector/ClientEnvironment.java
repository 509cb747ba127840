package dev.parley.telephony.connector;

import dev.parley.core.error.ApiException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The environments in which an agent takes calls. */
public final class ClientEnvironment {

    /** Where numbers are imported when the caller names none. */
    public static final String USUAL = "live";

    private static final List<String> ALL = List.of("sandbox", "pre-release", USUAL);

    private ClientEnvironment() {}

    /**
     * The environment that a caller names.
     *
     * @param text null when it names none
     * @throws ApiException 400 when there is none of that name
     */
    public static String named(@Nullable String text) {
        String environment = text == null ? USUAL : text;
        if (!ALL.contains(environment)) {
            throw ApiException.invalid("clientEnv", "must be sandbox, pre-release or live");
        }
        return environment;
    }
}
