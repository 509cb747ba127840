package dev.parley.core.testing;

import io.micronaut.test.support.TestPropertyProvider;
import java.util.Map;

/** Runs a suite on H2. */
public interface OnH2 extends TestPropertyProvider {
    @Override
    default Map<String, String> getProperties() {
        return TestDatabases.h2();
    }
}
