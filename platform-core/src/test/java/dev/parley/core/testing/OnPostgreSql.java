package dev.parley.core.testing;

import io.micronaut.test.support.TestPropertyProvider;
import java.util.Map;

/** Runs a suite on PostgreSQL. */
public interface OnPostgreSql extends TestPropertyProvider {
    @Override
    default Map<String, String> getProperties() {
        return TestDatabases.postgreSql();
    }
}
