package org.axletree.cli.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.axletree.cli.Axle;
import org.axletree.cli.terminal.Failure;
import org.axletree.cli.terminal.Progress;
import org.axletree.cli.terminal.Status;
import org.axletree.cli.terminal.Surroundings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What was restored is there as a whole, or nothing is; whatever happened before. */
@Timeout(120)
class RestorationTest {
    private static final List<String> FILES = List.of("master.key", "keys/one", "keys/two");

    @TempDir
    Path directory;

    private Path backups;
    private Path home;
    private Vault vault;
    private JsonObject backup;

    @BeforeEach
    void backUp() throws IOException {
        backups = directory.resolve("backups");
        home = directory.resolve("place/home");
        Files.createDirectories(home.getParent());
        vault = Vault.toWrite(backups, Optional.empty());
        JsonArrayBuilder files = Json.createArrayBuilder();
        for (String name : FILES) {
            vault.keep(name, hash(name), new ByteArrayInputStream(name.getBytes(StandardCharsets.UTF_8)));
            files.add(Json.createObjectBuilder()
                    .add("name", name)
                    .add("sha256", hash(name))
                    .add("size", name.length()));
        }
        backup = Json.createObjectBuilder()
                .add("mark", "2026-01-31T12:00:00Z")
                .add("files", files)
                .build();
        vault.finish(backup);
    }

    private static String hash(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Path object(String name) {
        return backups.resolve("objects").resolve(hash(name).substring(0, 2)).resolve(hash(name));
    }

    private void restore() {
        Surroundings nobody = new Surroundings(
                Map.of(),
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(PrintStream.nullOutputStream()),
                new PrintStream(PrintStream.nullOutputStream()),
                0);
        Restoration.of(vault, backup, home, new Progress(nobody, 0));
    }

    private void assertRestored() throws IOException {
        for (String name : FILES) {
            assertThat(home.resolve(name)).hasContent(name);
        }
        try (Stream<Path> there = Files.list(home)) {
            assertThat(there.map(each -> each.getFileName().toString()))
                    .containsExactlyInAnyOrder("master.key", "keys");
        }
        assertThat(home.getParent().toFile().list()).containsExactly("home");
    }

    @Test
    void directory_thatIsNotThere_orEmpty_isFilled() throws IOException {
        restore();
        assertRestored();

        Restoration.delete(home);
        Files.createDirectory(home);
        restore();
        assertRestored();
    }

    @Test
    void file_thatIsAnother_orMissing_leavesNothing_andTheNextOneWorks() throws IOException {
        Files.writeString(object("keys/two"), "other");
        assertThatThrownBy(this::restore)
                .isInstanceOf(Failure.class)
                .hasMessageContaining("nothing was restored: keys/two cannot be brought back");
        Files.delete(object("keys/two"));
        assertThatThrownBy(this::restore).hasMessageEndingWith("it is not there");
        assertThat(home.getParent()).isEmptyDirectory();

        Files.writeString(object("keys/two"), "keys/two");
        restore();
        assertRestored();
    }

    @Test
    void nameThatLeadsElsewhere_isRefused_andNothingIsThere() throws IOException {
        for (String name : List.of("../../outside", "keys/../../../outside", directory + "/outside")) {
            backup = Json.createObjectBuilder(backup)
                    .add(
                            "files",
                            Json.createArrayBuilder()
                                    .add(Json.createObjectBuilder()
                                            .add("name", name)
                                            .add("sha256", hash("keys/one"))
                                            .add("size", 8)))
                    .build();
            assertThatThrownBy(this::restore)
                    .isInstanceOf(Failure.class)
                    .hasMessage("nothing was restored: " + name + " leads out of the directory");
            assertThat(home.getParent()).isEmptyDirectory();
            assertThat(directory.toFile().list()).containsExactlyInAnyOrder("backups", "place");
        }
    }

    @Test
    void whatAKilledRestoreLeft_isInNobodysWay() throws IOException {
        Files.createDirectories(home.resolveSibling(".home.restoring/keys"));
        restore();
        assertRestored();

        Restoration.delete(home);
        Files.createDirectories(home.resolve(".restoring/keys"));
        restore();
        assertRestored();
    }

    @Test
    void moment_choosesTheLatestBackupThatIsNotYounger() throws IOException {
        JsonObject later = Json.createObjectBuilder(backup)
                .add("mark", "2026-01-31T13:00:00Z")
                .build();
        vault.finish(later);

        assertThat(vault.latest(Optional.empty())).isEqualTo(later);
        assertThat(vault.latest(at("2026-01-31T13:00:00Z"))).isEqualTo(later);
        assertThat(vault.latest(at("2026-01-31T12:59:59.999Z"))).isEqualTo(backup);
        assertThatThrownBy(() -> vault.latest(at("2026-01-31T11:00:00Z")))
                .hasMessageContaining("--at not before 2026-01-31T12:00:00Z");
    }

    private static Optional<Instant> at(String moment) {
        return Optional.of(Instant.parse(moment));
    }

    @Test
    void place_thatIsNoDirectory_isNamed() throws IOException {
        Path plain = Files.createFile(directory.resolve("plain"));
        home = plain.resolve("home");

        assertThatThrownBy(this::restore)
                .hasMessage("the state cannot be written to " + home + ": " + plain + " is no directory");
    }

    @Test
    void directory_thatIsInUse_isLeftAlone() throws IOException {
        Files.createDirectories(home);
        Files.writeString(home.resolve("mine"), "mine");

        assertThatThrownBy(this::restore).hasMessageContaining("is there and not empty");

        assertThat(home.resolve("mine")).hasContent("mine");
    }

    @Test
    void placeForBackups_thatAKilledBackupBegan_isTaken() throws IOException {
        Path begun = Files.createDirectory(directory.resolve("begun"));
        Files.writeString(begun.resolve(".x.draft"), "{");

        Vault.toWrite(begun, Optional.empty()).finish(backup);

        assertThat(Vault.toRead(begun, Optional.empty()).latest(Optional.empty()))
                .isEqualTo(backup);
    }

    /** A pipe in the place of a file keeps the restore busy. */
    @Test
    void signal_leavesNothing_andHasItsStatus() throws IOException, InterruptedException {
        Files.delete(object("keys/two"));
        assertThat(new ProcessBuilder("mkfifo", object("keys/two").toString())
                        .start()
                        .waitFor())
                .isZero();
        try (RandomAccessFile pipe = new RandomAccessFile(object("keys/two").toFile(), "rw")) {
            Process axle = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Axle.class.getName(),
                            "restore",
                            "--from",
                            backups.toString(),
                            "--home",
                            home.toString())
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try {
                while (Files.notExists(home.resolveSibling(".home.restoring/keys/two"))) {
                    assertThat(axle.isAlive()).isTrue();
                    Thread.sleep(50);
                }
                axle.destroy();

                do {
                    pipe.write('k');
                } while (!axle.waitFor(50, TimeUnit.MILLISECONDS));
            } finally {
                axle.destroyForcibly();
            }
            assertThat(axle.exitValue()).isEqualTo(Status.INTERRUPTED.number());
        }
        assertThat(home.getParent()).isEmptyDirectory();
    }

    /** A first try that failed, as one with a wrong token does, binds nobody. */
    @Test
    void directoryWithoutABackup_maySoonBeAnEncryptedOne_andOneWithABackupMayNot() throws IOException {
        Path empty = directory.resolve("empty");
        Vault.toWrite(empty, Optional.empty()).keep("x", hash("x"), new ByteArrayInputStream(new byte[] {'x'}));

        Vault encrypted = Vault.toWrite(empty, Optional.of("a phrase"));

        assertThat(encrypted.isEncrypted()).isTrue();
        assertThat(encrypted.has(hash("x"))).isFalse();
        assertThat(Vault.toWrite(empty, Optional.of("another phrase")).isEncrypted())
                .isTrue();
        assertThatThrownBy(() -> Vault.toWrite(backups, Optional.of("a phrase")))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("are not encrypted");
    }
}
