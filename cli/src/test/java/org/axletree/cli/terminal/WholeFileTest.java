package org.axletree.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
    @TempDir
    Path directory;

    @Test
    void file_isReplaced_andNothingElseIsLeft() throws IOException {
        Path file = Files.writeString(directory.resolve("report"), "before");

        WholeFile.write(file, "after");

        assertThat(file).hasContent("after");
        assertThat(directory).isDirectoryContaining(file::equals);
        assertThat(directory.toFile().list()).hasSize(1);
    }

    @Test
    void privateFile_isItsOwnersAlone_alsoWhereAnotherWasThere() throws IOException {
        Path file = Files.writeString(directory.resolve("secret"), "seen");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        WholeFile.writePrivate(file, new byte[] {1});

        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void linkAndDevice_stayWhatTheyAre() throws IOException {
        Path file = Files.writeString(directory.resolve("report"), "before");
        Path link = Files.createSymbolicLink(directory.resolve("link"), file);

        WholeFile.write(link, "after");
        WholeFile.write(Path.of("/dev/null"), "away");

        assertThat(link).isSymbolicLink();
        assertThat(file).hasContent("after");
        assertThat(Path.of("/dev/null").toFile().isFile()).isFalse();
    }

    @Test
    void directoryThatIsNotThere_isTold() {
        Path file = directory.resolve("none/report");

        assertThatThrownBy(() -> WholeFile.write(file, "x"))
                .isInstanceOfSatisfying(
                        IOException.class, problem -> assertThat(FileProblem.unwritable("the report", file, problem))
                                .hasMessage("the report cannot be written to " + file + ": " + file.getParent()
                                        + " is not there"));
    }
}
