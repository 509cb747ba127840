package dev.parley.notes;

import dev.parley.core.json.WireBody;
import io.micronaut.serde.annotation.Serdeable;

/** A note. */
@Serdeable
record CreateNoteBody(String text) implements WireBody {}
