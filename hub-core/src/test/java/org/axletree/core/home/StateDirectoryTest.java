package org.axletree.core.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {
    @TempDir
    Path temporary;

    @Test
    void home_missing_isMadeForItsOwnerOnly() throws Exception {
        Path home = StateDirectory.at(temporary.resolve("a/b")).path();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                .isEqualTo("rwx------");
    }

    /** Issue 8, item 12. */
    @Test
    void home_thatOthersMayLookInto_isClosedToThem_andSaysSo() throws Exception {
        Path home = Files.createDirectory(temporary.resolve("home"));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(StateDirectory.at(home).tightened()).contains("rwxr-xr-x");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                .isEqualTo("rwx------");
        assertThat(StateDirectory.at(home).tightened()).isEmpty();

        Files.createFile(home.resolve("master.key"));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxrwx---"));
        assertThat(StateDirectory.at(home).tightened()).contains("rwxrwx---");
    }

    @Test
    void home_thatHoldsOtherThings_isRefusedAndLeftAlone() throws Exception {
        Path home = Files.createDirectory(temporary.resolve("home"));
        Files.createFile(home.resolve("letter"));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThatThrownBy(() -> StateDirectory.at(home))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(home + ": others may look into it (rwxr-xr-x)")
                .hasMessageContaining("expected: a directory of the hub's own");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home)))
                .isEqualTo("rwxr-xr-x");
    }

    @Test
    void home_isAFile_saysSo() throws Exception {
        Path file = Files.createFile(temporary.resolve("file"));

        assertThatThrownBy(() -> StateDirectory.at(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("expected: a directory");
    }

    @Test
    void home_underAFile_saysSo() throws Exception {
        Path file = Files.createFile(temporary.resolve("file"));

        assertThatThrownBy(() -> StateDirectory.at(file.resolve("home")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.resolve("home").toString());
    }

    @Test
    void secret_madeOnce_staysTheSame() throws Exception {
        StateDirectory home = StateDirectory.at(temporary);

        String first = home.secret("jms-password", 32);

        assertThat(StateDirectory.at(temporary).secret("jms-password", 32)).isEqualTo(first);
        assertThat(Base64.getUrlDecoder().decode(first)).hasSize(32);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.file("jms-password"))))
                .isEqualTo("rw-------");
        assertThat(temporary).isDirectoryNotContaining(file -> file.toString().endsWith(".draft"));
    }

    @Test
    void secret_writtenByHand_isTakenAndClosedToOthers() throws Exception {
        StateDirectory home = StateDirectory.at(temporary);
        Files.writeString(home.file("jms-password"), "chosen by me\n");
        Files.setPosixFilePermissions(home.file("jms-password"), PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(home.secret("jms-password", 32)).isEqualTo("chosen by me");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.file("jms-password"))))
                .isEqualTo("rw-------");
    }

    @Test
    void secret_emptyFile_isRefused() throws Exception {
        StateDirectory home = StateDirectory.at(temporary);
        Files.writeString(home.file("master.key"), "\n");

        assertThatThrownBy(() -> home.secret("master.key", 32)).hasMessageContaining("master.key: empty");
    }

    @Test
    void secret_askedByManyAtOnce_isOne() throws Exception {
        var pool = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 20; round++) {
                String name = "secret-" + round;
                Set<String> answers = ConcurrentHashMap.newKeySet();
                List<Callable<Boolean>> asking = IntStream.range(0, 8)
                        .mapToObj(i -> (Callable<Boolean>)
                                () -> answers.add(StateDirectory.at(temporary).secret(name, 16)))
                        .toList();
                for (var asked : pool.invokeAll(asking)) {
                    asked.get();
                }
                assertThat(answers).hasSize(1);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void replace_existing_isWhollyNewAndForItsOwnerOnly() throws Exception {
        StateDirectory home = StateDirectory.at(temporary);
        home.replace("tls/server.pem", "old".getBytes(StandardCharsets.UTF_8));

        home.replace("tls/server.pem", "new".getBytes(StandardCharsets.UTF_8));

        assertThat(home.file("tls/server.pem")).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.file("tls/server.pem"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.file("tls"))))
                .isEqualTo("rwx------");
    }
}
