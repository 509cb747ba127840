package dev.parley.telephony;

import dev.parley.core.family.PolyAiFamily;
import dev.parley.core.spi.FeatureModule;
import dev.parley.core.spi.Scope;
import java.util.List;
import java.util.Optional;

/** Adds connectors and phone numbers to the platform. */
public final class TelephonyModule implements FeatureModule {

    @Override
    public String id() {
        return "telephony";
    }

    @Override
    public String family() {
        return PolyAiFamily.ID;
    }

    @Override
    public Optional<String> migrations() {
        return Optional.of("parley/migration/telephony");
    }

    @Override
    public List<Scope> scopes() {
        return Scopes.ALL;
    }

    @Override
    public Optional<String> openApi() {
        return Optional.of("META-INF/swagger/parley-telephony.json");
    }
}
