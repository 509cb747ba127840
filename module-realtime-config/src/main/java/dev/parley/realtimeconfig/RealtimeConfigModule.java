package dev.parley.realtimeconfig;

import dev.parley.core.family.PolyAiFamily;
import dev.parley.core.spi.FeatureModule;
import dev.parley.core.spi.ResourceKind;
import dev.parley.core.spi.Scope;
import dev.parley.realtimeconfig.page.PageKind;
import java.util.List;
import java.util.Optional;

/** Adds config pages to the platform. */
public final class RealtimeConfigModule implements FeatureModule {

    /** The id of the module. */
    public static final String ID = "realtime-config";

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String family() {
        return PolyAiFamily.ID;
    }

    @Override
    public Optional<String> migrations() {
        return Optional.of("parley/migration/realtime-config");
    }

    @Override
    public List<ResourceKind> kinds() {
        return List.of(new PageKind());
    }

    @Override
    public List<Scope> scopes() {
        return Scopes.ALL;
    }

    @Override
    public Optional<String> openApi() {
        return Optional.of("META-INF/swagger/parley-realtime-config.json");
    }
}
