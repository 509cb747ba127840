package dev.parley.core.spi;

/**
 * Names a document of a branch.
 *
 * @param kind the {@link ResourceKind#name()}
 * @param id the document's id, at most 64 characters, unique among the documents of its kind on the branch
 */
public record DocumentKey(String kind, String id) {}
