package dev.parley.flowyte.version;

import dev.parley.core.error.FieldError;
import dev.parley.core.revision.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What keeps a draft from being published. */
final class PublishCheck {

    private PublishCheck() {}

    /**
     * Everything that is wrong.
     *
     * @param draft all documents of a kind, by the name of the kind
     */
    static List<FieldError> problems(Function<String, List<Document>> draft) {
        return new ArrayList<>();
    }
}
