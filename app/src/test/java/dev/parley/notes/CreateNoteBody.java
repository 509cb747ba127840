package dev.parley.notes;

import dev.parley.core.json.WireBody;

/** A note. */
record CreateNoteBody(String text) implements WireBody {}
