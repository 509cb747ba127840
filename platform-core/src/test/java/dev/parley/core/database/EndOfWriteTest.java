package dev.parley.core.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.core.testing.TestDatabases;
import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a write leaves for its end is part of it, on both databases. */
final class EndOfWriteTest {

    @Test
    void theEndIsPartOfTheWriteOnH2() {
        theEndIsPartOfTheWrite(TestDatabases.h2());
    }

    @Test
    void theEndIsPartOfTheWriteOnPostgreSql() {
        theEndIsPartOfTheWrite(TestDatabases.postgreSql());
    }

    private static void theEndIsPartOfTheWrite(Map<String, String> settings) {
        try (ApplicationContext context = ApplicationContext.run(new HashMap<String, Object>(settings))) {
            Database database = context.getBean(Database.class);
            Sql sql = context.getBean(Sql.class);
            sql.update("create table ended(id int primary key)");

            database.write(() -> {
                sql.runLast(List.of(insert(1)));
                assertThat(ids(sql)).as("asked by the write itself").containsExactly(1);
                sql.runLast(List.of(insert(2), insert(3)));
                sql.runLast(List.of(insert(4)));
                return true;
            });
            assertThat(ids(sql)).containsExactly(1, 2, 3, 4);

            assertThatThrownBy(() -> database.write(() -> {
                        sql.update("insert into ended values (5)");
                        sql.runLast(List.of(insert(6), insert(1), insert(7)));
                        return true;
                    }))
                    .isInstanceOf(DatabaseException.class);
            assertThat(ids(sql)).as("an end that fails").containsExactly(1, 2, 3, 4);

            assertThatThrownBy(() -> database.write(() -> {
                        sql.runLast(List.of(insert(8)));
                        throw new IllegalStateException();
                    }))
                    .isInstanceOf(IllegalStateException.class);
            database.write(() -> true);
            assertThat(ids(sql)).as("a write that fails before its end").containsExactly(1, 2, 3, 4);

            sql.runLast(List.of(insert(9)));
            assertThat(ids(sql)).as("without a write").containsExactly(1, 2, 3, 4, 9);

            Sql.Rows<Integer, String> both = sql.list(
                    Sql.Query.of("select id from ended where id > ? order by id", row -> row.getInt(1), 3),
                    Sql.Query.of(
                            "select cast(? as varchar) x from ended where id < ?", row -> row.getString(1), "a", 3));
            assertThat(both.first()).containsExactly(4, 9);
            assertThat(both.second()).containsExactly("a", "a");
        }
    }

    private static Sql.Batch insert(int id) {
        return Sql.Batch.of("insert into ended values (?)", id);
    }

    private static List<Integer> ids(Sql sql) {
        return sql.list("select id from ended order by id", row -> row.getInt(1));
    }
}
