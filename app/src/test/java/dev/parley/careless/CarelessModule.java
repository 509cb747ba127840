package dev.parley.careless;

import dev.parley.core.spi.FeatureModule;
import dev.parley.core.spi.Scope;
import java.util.List;
import java.util.Optional;

/** Adds nicknames and mottos to agents. */
public final class CarelessModule implements FeatureModule {

    @Override
    public String id() {
        return "careless";
    }

    @Override
    public String family() {
        return "polyai";
    }

    @Override
    public List<Scope> scopes() {
        return List.of(new Scope("careless:read", "Read nicknames"), new Scope("careless:write", "Write nicknames"));
    }

    @Override
    public Optional<String> openApi() {
        return Optional.of("META-INF/parley/careless-openapi.json");
    }
}
