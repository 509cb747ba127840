package com.example.greetings;

import dev.parley.core.spi.FeatureModule;
import dev.parley.core.spi.ResourceKind;
import dev.parley.core.spi.Scope;
import java.util.List;
import java.util.Optional;

/** Adds greetings to the agents of the PolyAI Agents API. */
public final class GreetingsModule implements FeatureModule {

    static final String READ = "greetings:read";
    static final String WRITE = "greetings:write";

    @Override
    public String id() {
        return "greetings";
    }

    @Override
    public String family() {
        return "polyai";
    }

    @Override
    public Optional<String> migrations() {
        return Optional.of("parley/migration/greetings");
    }

    @Override
    public List<ResourceKind> kinds() {
        return List.of(new GreetingKind());
    }

    @Override
    public List<Scope> scopes() {
        return List.of(
                new Scope(READ, "Read greetings and the default locale"),
                new Scope(WRITE, "Change greetings and the default locale"));
    }

    @Override
    public Optional<String> openApi() {
        return Optional.of("META-INF/swagger/greetings.json");
    }
}
