package org.axletree.hub.registry.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryDatabaseTest {
    private static final int COMMITS = 200;

    /** H2 keeps commits in memory for half a second, unless it is told not to: see {@link RegistryDataSource}. */
    @Test
    void commitsInH2_surviveAKilledProcess(@TempDir Path directory) throws Exception {
        String url = "jdbc:h2:file:" + directory.resolve("registry");
        Process victim = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Victim.class.getName(),
                        url)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
        assertThat(victim.waitFor(10, TimeUnit.MINUTES)).isTrue();
        assertThat(victim.exitValue()).isEqualTo(Victim.KILLED);

        try (Connection connection = new RegistryDataSource(url, "", "").getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from commits")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(COMMITS);
        }
    }

    /** Commits, and dies without a word. */
    static final class Victim {
        static final int KILLED = 9;

        public static void main(String[] arguments) throws Exception {
            try (Connection connection = new RegistryDataSource(arguments[0], "", "").getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("create table commits (id integer primary key)");
                for (int i = 0; i < COMMITS; i++) {
                    statement.executeUpdate("insert into commits values (" + i + ")");
                }
                Runtime.getRuntime().halt(KILLED);
            }
        }
    }

    @Test
    void databaseThatIsNotThere_isNamedInOneSentence() {
        RegistryDataSource nowhere = new RegistryDataSource("jdbc:postgresql://127.0.0.1:1/none", "u", "secret");

        assertThatThrownBy(() -> new RegistryMigration(nowhere).migrate())
                .isInstanceOf(RegistryUnavailableException.class)
                .hasMessageStartingWith("database: cannot be reached (")
                .hasMessageNotContaining("secret")
                .hasMessageNotContaining("\n");
    }

    @Test
    void databaseOfAnotherKind_isRefused() {
        assertThatThrownBy(() -> new RegistryDataSource("jdbc:oracle:thin:@host:1521/x", "u", "secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("AXLETREE_DB_URL: another kind of database (expected: jdbc:h2:… or jdbc:postgresql:…)");
    }
}
