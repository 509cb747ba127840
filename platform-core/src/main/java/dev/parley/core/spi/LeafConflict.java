package dev.parley.core.spi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * One leaf that both sides of a merge changed to different values.
 *
 * @param id the document's id
 * @param leaf the names that lead to the leaf inside the body; empty when the document as a whole is concerned (one side deleted it)
 * @param base the value at the fork; a missing node when it was not there
 * @param ours the value on the branch that is merged into; missing when it is not there
 * @param theirs the value on the branch that is merged; missing when it is not there
 */
public record LeafConflict(String id, List<String> leaf, JsonNode base, JsonNode ours, JsonNode theirs) {}
