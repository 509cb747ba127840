package dev.parley.core.spi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.error.CoreError;
import dev.parley.core.error.ErrorCode;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A kind of document in the versioned store, such as a topic. Documents of a kind live on a branch, are compared and merged leaf by
 * leaf (a leaf is a value that is not an object, reached through member names), and are published with the agent.
 *
 * <p>Implementations are stateless; their answers depend on the arguments alone and never change between versions of a plug-in for
 * documents that are already stored.
 */
public interface ResourceKind {

    /** The name, unique in the platform; 1 to 32 lower-case letters, digits and dashes, the first a letter. */
    String name();

    /**
     * Where a leaf of a document stands in the tree that merge conflicts are reported in.
     *
     * @param id the document's id
     * @param leaf the names that lead to the leaf inside the body; empty means the document as a whole
     * @return the path, one name an element; two different leaves never share one
     */
    default List<String> path(String id, List<String> leaf) {
        return Stream.concat(Stream.of(name(), id), leaf.stream()).toList();
    }

    /**
     * The names that this document holds alone among the documents of its kind on a branch; usually one or none.
     *
     * @param body the document, as it was stored
     */
    default List<String> uniqueNames(JsonNode body) {
        return List.of();
    }

    /**
     * What a caller gets who gives a document a name that another one holds.
     */
    default ErrorCode nameTaken() {
        return CoreError.VALIDATION;
    }

    /** The kinds of the documents that {@link #references} can name; empty when documents of this kind refer to none. */
    default Set<String> referencedKinds() {
        return Set.of();
    }

    /** The documents that this one refers to and that must therefore exist on its branch. */
    default List<DocumentKey> references(JsonNode body) {
        return List.of();
    }

    /**
     * The document without its references to documents that are gone.
     *
     * @param body the document
     * @param gone tells which of {@link #references} do not exist
     * @return the document without them, or a null node when nothing of it is left and it should be deleted
     */
    default JsonNode withoutReferences(JsonNode body, Predicate<DocumentKey> gone) {
        return body;
    }

    /**
     * How a conflict about one leaf is shown. Most kinds show it at its own path with the values as they are; a kind whose leaf stands
     * for several members on the wire (the id of the default variant, say, for every variant's {@code isDefault}) shows those.
     *
     * @param conflict the conflict as the merge found it
     */
    default ConflictView view(LeafConflict conflict) {
        return ConflictView.direct(this, conflict);
    }

    /**
     * Whether documents of this kind stand in the tree themselves, under {@link #path}. A kind that answers false is seen there only
     * through the lines of its conflicts.
     */
    default boolean isInTree() {
        return true;
    }

    /**
     * What is wrong with a document that a merge put together from both sides and from values given by the caller.
     *
     * @param body the merged document
     * @return a sentence for each violation; empty when the document may be stored
     */
    default List<String> violations(JsonNode body) {
        return List.of();
    }
}
