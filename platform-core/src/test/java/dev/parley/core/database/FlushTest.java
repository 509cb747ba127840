package dev.parley.core.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.core.testing.TestDatabases;
import io.micronaut.context.ApplicationContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the embedded database has acknowledged is in its file, and is found there by whoever opens it next: a copy of the file at that
 * moment stands for a process that is killed.
 *
 * <p>Seen to fail with H2 2.5.252, which loses most of these writes, and when nothing was flushed after a commit.
 */
final class FlushTest {

    private static final int WRITES = 40;

    @TempDir
    private Path directory;

    @Test
    void whatIsAcknowledgedIsFoundInTheFile() throws Exception {
        Map<String, Object> settings = new HashMap<>(TestDatabases.h2());
        String options = settings.get("datasources.parley.url").toString().replaceAll("^[^;]*", "");
        settings.put("datasources.parley.url", "jdbc:h2:file:" + directory.resolve("parley") + options);
        try (ApplicationContext context = ApplicationContext.run(settings)) {
            Database database = context.getBean(Database.class);
            Sql sql = context.getBean(Sql.class);
            sql.update("create table written(id int primary key)");
            for (int i = 1; i <= WRITES; i++) {
                // Now and then, as on a quiet day.
                Thread.sleep(20);
                int id = i;
                database.write(() -> sql.update("insert into written values (?)", id));
                Files.copy(
                        directory.resolve("parley.mv.db"),
                        directory.resolve("copy.mv.db"),
                        StandardCopyOption.REPLACE_EXISTING);
                assertThat(countIn("jdbc:h2:file:" + directory.resolve("copy") + options))
                        .isEqualTo(i);
            }
        }
    }

    private static int countIn(String url) throws Exception {
        try (Connection connection = DriverManager.getConnection(url, "", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from written")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
