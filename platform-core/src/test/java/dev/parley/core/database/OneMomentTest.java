package dev.parley.core.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.testing.TestDatabases;
import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Reads that have to fit together see one moment of the data, on both databases. */
final class OneMomentTest {

    @Test
    void readsSeeOneMomentOnH2() {
        readsSeeOneMoment(TestDatabases.h2());
    }

    @Test
    void readsSeeOneMomentOnPostgreSql() {
        readsSeeOneMoment(TestDatabases.postgreSql());
    }

    private static void readsSeeOneMoment(Map<String, String> settings) {
        try (ApplicationContext context = ApplicationContext.run(new HashMap<String, Object>(settings))) {
            Database database = context.getBean(Database.class);
            Sql sql = context.getBean(Sql.class);
            sql.update("create table counted(id int primary key)");
            database.atOneMoment(() -> {
                assertThat(count(sql)).isZero();
                CompletableFuture.runAsync(() -> database.write(() -> sql.update("insert into counted values (1)")))
                        .join();
                assertThat(count(sql)).isZero();
                return true;
            });
            assertThat(count(sql)).isEqualTo(1);
            // What a write has changed, its own reads see.
            database.write(() -> {
                sql.update("insert into counted values (2)");
                assertThat(database.<Integer>atOneMoment(() -> count(sql))).isEqualTo(2);
                return true;
            });
        }
    }

    private static int count(Sql sql) {
        return sql.first("select count(*) from counted", row -> row.getInt(1)).orElseThrow();
    }
}
