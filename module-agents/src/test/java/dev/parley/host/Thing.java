package dev.parley.host;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the host's route is about.
 *
 * @param thingName the name
 * @param note may be absent
 * @param tags may be empty
 * @param details may be empty
 * @param createdAt when
 */
@Serdeable
record Thing(
        String thingName,
        @Nullable String note,
        @Nullable List<String> tags,
        @Nullable Map<String, String> details,
        @Nullable Instant createdAt) {}
