package dev.parley.carrier;

import dev.parley.core.spi.FeatureModule;

/** Has nothing but the carrier. */
public final class CarrierModule implements FeatureModule {

    @Override
    public String id() {
        return "carrier";
    }

    @Override
    public String family() {
        return "polyai";
    }
}
