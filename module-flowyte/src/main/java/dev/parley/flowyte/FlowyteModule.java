package dev.parley.flowyte;

import dev.parley.core.spi.FeatureModule;
import dev.parley.core.spi.ResourceKind;
import dev.parley.core.spi.Scope;
import dev.parley.flowyte.agent.AgentKind;
import dev.parley.flowyte.guardrail.GuardrailKind;
import dev.parley.flowyte.playbook.GraphKind;
import dev.parley.flowyte.playbook.PlaybookKind;
import dev.parley.flowyte.skill.SkillKind;
import dev.parley.flowyte.variable.VariableKind;
import java.util.List;
import java.util.Optional;

/** Adds the agents of the Flowyte control-plane API, and everything that is versioned with them, to the platform. */
public final class FlowyteModule implements FeatureModule {

    /** The id of the module. */
    public static final String ID = "flowyte";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String family() {
        return FlowyteFamily.ID;
    }

    @Override
    public Optional<String> migrations() {
        return Optional.of("parley/migration/flowyte");
    }

    @Override
    public List<ResourceKind> kinds() {
        return List.of(
                new AgentKind(),
                new PlaybookKind(),
                new GraphKind(),
                new SkillKind(),
                new GuardrailKind(),
                new VariableKind());
    }

    @Override
    public List<Scope> scopes() {
        return Scopes.ALL;
    }

    @Override
    public Optional<String> openApi() {
        return Optional.of("META-INF/swagger/parley-flowyte.json");
    }
}
