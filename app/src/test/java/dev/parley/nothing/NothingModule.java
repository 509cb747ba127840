package dev.parley.nothing;

import dev.parley.core.spi.FeatureModule;
import dev.parley.core.spi.Scope;
import java.util.List;
import java.util.Optional;

/** Adds an operation that does nothing, to measure what is around every operation. */
public final class NothingModule implements FeatureModule {

    @Override
    public String id() {
        return "nothing";
    }

    @Override
    public String family() {
        return "polyai";
    }

    @Override
    public List<Scope> scopes() {
        return List.of(new Scope("nothing:read", "Read nothing"));
    }

    @Override
    public Optional<String> openApi() {
        return Optional.of("META-INF/parley/nothing-openapi.json");
    }
}
