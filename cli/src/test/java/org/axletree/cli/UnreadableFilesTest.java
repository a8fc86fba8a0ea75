package org.axletree.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.axletree.cli.terminal.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that cannot be read is named, with the cause, wherever a command takes one. */
class UnreadableFilesTest {
    private static final String HUB = "11111111-1111-4111-8111-111111111111";

    @TempDir
    Path directory;

    private Said axle(String words, Path file) {
        return Said.by(
                Map.of("AXLE_TOKEN", "x", "AXLE_URL", "https://127.0.0.1:1"),
                words.replace("FILE", file.toString()).split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hub list --token-file FILE",
                "hub list --ca FILE",
                "hub create x --body @FILE",
                "apply -f FILE/none.yaml",
                "import csv FILE --hub " + HUB,
                "import mosquitto /dev/null --acl FILE --hub " + HUB,
                "restore --from . --home x --passphrase-file FILE",
                "pub -t x -f FILE",
                "pub -t x -m m --cafile FILE",
                "pub -t x -m m -p 8883 --cert FILE --key FILE",
                "pub -t x -m m -u u -P @FILE",
                "az iot hub certificate create --hub-name h -n c --path FILE",
            })
    void fileThatIsNotThere_isNamedWithTheCause(String words) {
        Path file = directory.resolve("missing");

        Said said = axle(words, file);

        assertThat(said.status()).as(said.err()).isEqualTo(Status.USAGE);
        assertThat(said.out()).isEmpty();
        assertThat(said.err())
                .startsWith("axle: ")
                .contains(file.toString(), "is not there")
                .hasLineCount(1);
    }

    @Test
    void directory_andBytes_andWrongContent_haveCausesOfTheirOwn() throws IOException {
        Path bytes = Files.write(directory.resolve("bytes"), new byte[] {(byte) 0xFF, (byte) 0xFE});

        assertThat(axle("hub list --token-file FILE", directory).err()).contains("it is a directory");
        assertThat(axle("hub list --token-file FILE", bytes).err()).contains("it is no text in UTF-8");
        assertThat(axle("hub list --ca FILE", bytes).err())
                .contains("the file " + bytes + " has no certificate (expected: certificates of authorities in PEM)");
        assertThat(axle("pub -t x -m m -p 8883 --cert FILE --key FILE", bytes).err())
                .contains("the file " + bytes + " has no certificate");
    }

    @Test
    void profiles_thatAreDamaged_areNamed() throws IOException {
        Path file = Files.writeString(directory.resolve("profiles.json"), "{");

        Said said = Said.by(Map.of("AXLE_CONFIG_DIR", directory.toString()), "hub", "list");

        assertThat(said.err()).contains("the file " + file + " is no JSON (expected: what axle login writes)");
    }

    /** Before anything is done: there is no server here that could be asked. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "import csv /dev/null --hub h --report FILE/none/report | FILE/none is not there",
                "import csv /dev/null --hub h --report FILE | it is a directory",
                "import csv /dev/null --hub h --report FILE/plain/report | FILE/plain is no directory",
                "backup --to FILE/plain | it is no directory",
            })
    void placeThatCannotBeWrittenTo_isNamedWithTheCause(String words, String cause) throws IOException {
        Files.writeString(directory.resolve("plain"), "");

        Said said = axle(words, directory);

        assertThat(said.status()).as(said.err()).isNotEqualTo(Status.DONE);
        assertThat(said.err())
                .startsWith("axle: ")
                .contains(" cannot be written to ", cause.replace("FILE", directory.toString()))
                .hasLineCount(1);
    }
}
