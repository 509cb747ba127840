package dev.parley.flowyte.hours;

import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/** Placeholder. */
@Serdeable
public record BusinessHours(@Nullable String timezone) {}
