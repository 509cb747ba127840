package dev.parley.unlocked;

import dev.parley.core.spi.FeatureModule;

/** Has nothing but the listener. */
public final class UnlockedModule implements FeatureModule {

    @Override
    public String id() {
        return "unlocked";
    }

    @Override
    public String family() {
        return "polyai";
    }
}
