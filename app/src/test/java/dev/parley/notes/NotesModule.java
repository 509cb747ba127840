package dev.parley.notes;

import dev.parley.core.spi.FeatureModule;
import dev.parley.core.spi.Scope;
import java.util.List;
import java.util.Optional;

/** Adds the notes. */
public final class NotesModule implements FeatureModule {

    @Override
    public String id() {
        return "notes";
    }

    @Override
    public String family() {
        return "notes";
    }

    @Override
    public Optional<String> migrations() {
        return Optional.of("parley/migration/notes");
    }

    @Override
    public List<Scope> scopes() {
        return List.of(new Scope("notes:read", "Read notes"), new Scope("notes:write", "Write notes"));
    }

    @Override
    public Optional<String> openApi() {
        return Optional.of("META-INF/parley/notes-openapi.json");
    }
}
