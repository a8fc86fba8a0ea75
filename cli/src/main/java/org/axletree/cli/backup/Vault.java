package org.axletree.cli.backup;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axletree.cli.terminal.Failure;
import org.axletree.cli.terminal.FileProblem;
import org.axletree.cli.terminal.Status;
import org.axletree.cli.terminal.WholeFile;

/**
 * A directory with backups. What lies in files is kept once by its hash, however many backups have it; each backup is a list of its
 * files. With a pass phrase all of it is encrypted but the directory's own description.
 */
final class Vault {
    private static final String DESCRIPTION = "axle-backups.json";
    private static final String OBJECTS = "objects";
    private static final String LISTS = "backups";
    private static final String SUFFIX = ".backup";
    private static final int PIECE_BYTES = 64 * 1024;
    private static final String CHECK = "these are backups of an Axletree";

    private final Path directory;
    private final Optional<Seal> seal;

    private Vault(Path directory, Optional<Seal> seal) {
        this.directory = directory;
        this.seal = seal;
    }

    /** The directory with backups, made where there is none. */
    static Vault toWrite(Path directory, Optional<String> passPhrase) {
        try {
            if (!Files.exists(directory.resolve(DESCRIPTION))) {
                if (Files.exists(directory) && !isEmpty(directory)) {
                    throw Failure.usage(
                            directory + " holds other things than backups (expected: a directory of their own)");
                }
                makePrivate(directory);
                describe(directory, passPhrase);
            }
            Vault vault = isUsed(directory) ? toRead(directory, passPhrase) : anew(directory, passPhrase);
            makePrivate(directory.resolve(OBJECTS));
            makePrivate(directory.resolve(LISTS));
            return vault;
        } catch (IOException unwritable) {
            throw FileProblem.unwritable("the backup", directory, unwritable);
        }
    }

    private static boolean isUsed(Path directory) throws IOException {
        return Files.exists(directory.resolve(LISTS)) && !isEmpty(directory.resolve(LISTS));
    }

    /** Where no backup came to its end, nothing depends on how the first one was meant: the pass phrase may be another. */
    private static Vault anew(Path directory, Optional<String> passPhrase) throws IOException {
        try {
            return toRead(directory, passPhrase);
        } catch (Failure otherwise) {
            describe(directory, passPhrase);
            clear(directory.resolve(OBJECTS));
            return toRead(directory, passPhrase);
        }
    }

    private static void clear(Path objects) throws IOException {
        if (Files.exists(objects)) {
            try (Stream<Path> left = Files.walk(objects)) {
                for (Path file : left.filter(Files::isRegularFile).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void describe(Path directory, Optional<String> passPhrase) throws IOException {
        JsonObjectBuilder description = Json.createObjectBuilder().add("format", 1);
        passPhrase.ifPresent(phrase -> {
            byte[] salt = Seal.newSalt();
            Seal seal = Seal.of(phrase, salt, Seal.ITERATIONS);
            description.add(
                    "encryption",
                    Json.createObjectBuilder()
                            .add("cipher", "AES-256-GCM")
                            .add("key", "PBKDF2WithHmacSHA256")
                            .add("iterations", Seal.ITERATIONS)
                            .add("salt", Base64.getEncoder().encodeToString(salt))
                            .add("check", HexFormat.of().formatHex(seal.mark(CHECK))));
        });
        WholeFile.writePrivate(
                directory.resolve(DESCRIPTION), description.build().toString().getBytes(StandardCharsets.UTF_8));
    }

    static Vault toRead(Path directory, Optional<String> passPhrase) {
        JsonObject description = description(directory);
        if (!(description.get("encryption") instanceof JsonObject encryption)) {
            if (passPhrase.isPresent()) {
                throw Failure.usage("the backups in " + directory
                        + " are not encrypted (expected: no pass phrase, or another directory)");
            }
            return new Vault(directory, Optional.empty());
        }
        Seal seal = Seal.of(
                passPhrase.orElseThrow(() -> Seal.missing(passPhrase)),
                Base64.getDecoder().decode(encryption.getString("salt")),
                encryption.getInt("iterations"));
        if (!MessageDigest.isEqual(seal.mark(CHECK), HexFormat.of().parseHex(encryption.getString("check")))) {
            throw Seal.missing(passPhrase);
        }
        return new Vault(directory, Optional.of(seal));
    }

    private static JsonObject description(Path directory) {
        Path file = directory.resolve(DESCRIPTION);
        if (!Files.isDirectory(directory) || Files.notExists(file)) {
            throw Failure.notFound(
                    "there are no backups in " + directory + " (expected: where axle backup --to put them)");
        }
        try {
            return json(Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw FileProblem.unreadable(file, unreadable, "what axle backup wrote there");
        }
    }

    private static JsonObject json(byte[] bytes) throws IOException {
        try (JsonReader reader = Json.createReader(new ByteArrayInputStream(bytes))) {
            return reader.readObject();
        } catch (JsonException damaged) {
            throw new IOException("it is damaged", damaged);
        }
    }

    boolean isEncrypted() {
        return seal.isPresent();
    }

    /** Whether a content is there already. */
    boolean has(String sha256) {
        return Files.exists(object(sha256));
    }

    /**
     * Keeps a content.
     *
     * @throws Failure if it is another one than its hash says
     */
    void keep(String name, String sha256, InputStream content) throws IOException {
        Path object = object(sha256);
        makePrivate(object.getParent());
        Path draft = Files.createTempFile(object.getParent(), ".", ".draft");
        try {
            try (DigestInputStream in = new DigestInputStream(content, digest());
                    OutputStream file = Files.newOutputStream(draft);
                    OutputStream out = seal.isPresent() ? seal.get().sealing(file) : file) {
                copy(in, out);
                compare(name, sha256, in.getMessageDigest());
            }
            sync(draft);
            Files.move(draft, object, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Writes a content elsewhere. */
    void bring(String name, String sha256, Path to) throws IOException {
        try (InputStream file = Files.newInputStream(object(sha256));
                DigestInputStream in =
                        new DigestInputStream(seal.isPresent() ? seal.get().opening(file) : file, digest());
                OutputStream out = Files.newOutputStream(newFile(to))) {
            copy(in, out);
            compare(name, sha256, in.getMessageDigest());
        } catch (IOException damaged) {
            throw new IOException(
                    name + " cannot be brought back: " + FileProblem.cause(object(sha256), damaged), damaged);
        }
    }

    /** Until the end, or until a signal came. */
    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] piece = new byte[PIECE_BYTES];
        for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
            out.write(piece, 0, count);
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted");
            }
        }
    }

    /** For its owner only, from its first byte on. */
    static Path newFile(Path file) throws IOException {
        Files.createFile(file);
        if (isPosix(file)) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
        return file;
    }

    private static void compare(String name, String sha256, MessageDigest digest) throws IOException {
        if (!HexFormat.of().formatHex(digest.digest()).equals(sha256)) {
            throw new IOException(name + " is not what it was when the hub copied it");
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Path object(String sha256) {
        String name =
                seal.map(each -> HexFormat.of().formatHex(each.mark(sha256))).orElse(sha256);
        return directory.resolve(OBJECTS).resolve(name.substring(0, 2)).resolve(name);
    }

    /** Writes down that a backup is complete. Only then is there one. */
    void finish(JsonObject backup) throws IOException {
        byte[] plain = backup.toString().getBytes(StandardCharsets.UTF_8);
        WholeFile.writePrivate(
                directory.resolve(LISTS).resolve(backup.getString("mark").replace(":", "") + SUFFIX),
                seal.isPresent() ? seal.get().sealed(plain) : plain);
    }

    /** The latest backup whose mark is not after a moment. */
    JsonObject latest(Optional<Instant> at) {
        List<JsonObject> all = backups();
        Optional<JsonObject> found = Optional.empty();
        for (JsonObject each : all) {
            if (at.isEmpty() || !Instant.parse(each.getString("mark")).isAfter(at.get())) {
                found = Optional.of(each);
            }
        }
        return found.orElseThrow(() -> Failure.notFound(
                all.isEmpty()
                        ? "there is no complete backup in " + directory
                        : "there is no backup of that time (expected: --at not before "
                                + all.get(0).getString("mark") + ", which is the oldest one)"));
    }

    /** From the oldest to the newest. */
    private List<JsonObject> backups() {
        try (Stream<Path> files = Files.list(directory.resolve(LISTS))) {
            List<Path> lists = files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
            List<JsonObject> all = new java.util.ArrayList<>();
            for (Path each : lists) {
                all.add(read(each));
            }
            return all;
        } catch (IOException unreadable) {
            throw new Failure(
                    Status.FAILED, "the backups in " + directory + " cannot be read: " + unreadable.getMessage());
        }
    }

    private JsonObject read(Path list) throws IOException {
        try (InputStream file = Files.newInputStream(list);
                InputStream in = seal.isPresent() ? seal.get().opening(file) : file) {
            return json(in.readAllBytes());
        } catch (IOException damaged) {
            throw new IOException(list.getFileName() + ": " + FileProblem.cause(list, damaged), damaged);
        }
    }

    private static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Whether there is nothing but what a killed process left. */
    static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.allMatch(WholeFile::isDraft);
        }
    }

    /** For its owner only: what lies in it opens everything. */
    static void makePrivate(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Files.createDirectories(directory);
        if (isPosix(directory)) {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
