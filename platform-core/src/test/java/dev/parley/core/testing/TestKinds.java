package dev.parley.core.testing;

import dev.parley.core.family.PolyAiFamily;
import dev.parley.core.spi.FeatureModule;
import dev.parley.core.spi.ResourceKind;
import java.util.List;
import java.util.stream.Stream;

/** A module that brings nothing but kinds without rules, in place of the module that has them; see {@link TestAgents}. */
public abstract class TestKinds implements FeatureModule {

    private final List<ResourceKind> kinds;

    protected TestKinds(String... names) {
        kinds = Stream.of(names).<ResourceKind>map(Plain::new).toList();
    }

    @Override
    public final String id() {
        return "test-kinds";
    }

    @Override
    public final String family() {
        return PolyAiFamily.ID;
    }

    @Override
    public final List<ResourceKind> kinds() {
        return kinds;
    }

    private record Plain(String name) implements ResourceKind {}
}
