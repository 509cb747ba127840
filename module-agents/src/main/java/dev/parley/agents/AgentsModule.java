package dev.parley.agents;

import dev.parley.agents.agent.SettingsKind;
import dev.parley.agents.behavior.BehaviorKind;
import dev.parley.agents.knowledge.TopicKind;
import dev.parley.agents.variant.AttributeKind;
import dev.parley.agents.variant.DefaultVariantKind;
import dev.parley.agents.variant.VariantKind;
import dev.parley.core.family.PolyAiFamily;
import dev.parley.core.spi.FeatureModule;
import dev.parley.core.spi.ResourceKind;
import dev.parley.core.spi.Scope;
import java.util.List;
import java.util.Optional;

/** Adds agents and everything that is versioned with them to the platform. */
public final class AgentsModule implements FeatureModule {

    @Override
    public String id() {
        return "agents";
    }

    @Override
    public String family() {
        return PolyAiFamily.ID;
    }

    @Override
    public List<ResourceKind> kinds() {
        return List.of(
                new SettingsKind(),
                new BehaviorKind(),
                new TopicKind(),
                new AttributeKind(),
                new VariantKind(),
                new DefaultVariantKind());
    }

    @Override
    public List<Scope> scopes() {
        return Scopes.ALL;
    }

    @Override
    public Optional<String> openApi() {
        return Optional.of("META-INF/swagger/parley-agents.json");
    }
}
