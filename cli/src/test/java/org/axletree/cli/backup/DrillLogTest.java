package org.axletree.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrillLogTest {
    @TempDir
    Path files;

    @Test
    void keep_afterAServerThatWasNeverStarted_keepsNothing() {
        assertThat(DrillLog.keep(files.resolve("home"))).isEmpty();
    }

    @Test
    void keep_outlivesTheCopy_forItsOwnerAlone() throws IOException {
        Path home = files.resolve("home");
        Files.createDirectories(home.resolve("logs"));
        Files.writeString(home.resolve("logs/axletree.log"), "a line");
        Files.writeString(home.resolve("master.key"), "a key");
        Files.writeString(DrillLog.output(home), "another");

        Path kept = DrillLog.keep(home).orElseThrow();

        Restoration.delete(files);
        assertThat(kept.resolve("axletree.log")).hasContent("a line");
        assertThat(kept.resolve("home.out")).hasContent("another");
        assertThat(kept.resolve("master.key")).doesNotExist();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .isEqualTo("rwx------");
        Restoration.delete(kept);
    }
}
