package dev.parley.flowyte.playbook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.core.error.ErrorCode;
import dev.parley.core.spi.DocumentKey;
import dev.parley.core.spi.ResourceKind;
import dev.parley.flowyte.FlowyteError;
import java.util.List;

/** Playbooks in the store, without their graphs: {@link GraphKind} has those. */
public final class PlaybookKind implements ResourceKind {

    /** The name of the kind. */
    public static final String NAME = "flowyte-playbook";

    static DocumentKey key(String id) {
        return new DocumentKey(NAME, id);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> uniqueNames(JsonNode body) {
        return List.of(body.path("name").asText());
    }

    @Override
    public ErrorCode nameTaken() {
        return FlowyteError.PLAYBOOK_NAME_TAKEN;
    }
}
