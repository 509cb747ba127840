package dev.parley.core.revision;

import java.time.Instant;

/** Who made and last changed a version of a document, and when; kept beside the content and no part of it. */
record Bookkeeping(String createdBy, Instant createdAt, String updatedBy, Instant updatedAt) {}
