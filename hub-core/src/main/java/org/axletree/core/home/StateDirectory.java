package org.axletree.core.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The state directory of an installation (configuration.md). Nobody but its owner may read what lies in it: directories
 * are made with mode 0700, files with 0600.
 */
public final class StateDirectory {
    /** Where it is unless the setting {@code axletree.home} says otherwise: relative to the working directory. */
    public static final String STANDARD = "axletree-data";

    private static final Set<PosixFilePermission> OWNER_DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");
    private static final SecureRandom RANDOM = new SecureRandom();

    /** What lies in a state directory that has been in use. */
    private static final List<String> OWN_FILES = List.of("lock", "master.key", "admin-password", "admin-token");

    private final Path path;
    private final Optional<String> tightened;

    private StateDirectory(Path path, Optional<String> tightened) {
        this.path = path;
        this.tightened = tightened;
    }

    /**
     * The directory at a path, made with its parents if it is missing. One that others may look into is closed to them, if it
     * is empty or a state directory; what holds anything else is left alone.
     *
     * @throws UncheckedIOException if it is not a directory, cannot be made, written or closed to others; its message names the
     *     path
     */
    public static StateDirectory at(Path home) {
        Objects.requireNonNull(home, "home");
        Path absolute = home.toAbsolutePath().normalize();
        makeDirectory(absolute);
        if (!Files.isWritable(absolute)) {
            throw new UncheckedIOException(
                    new IOException(absolute + ": not writable (expected: a directory that this user may write)"));
        }
        return new StateDirectory(absolute, tighten(absolute));
    }

    /** The permissions that others had, as {@code rwxr-xr-x}, if they had any until now. */
    public Optional<String> tightened() {
        return tightened;
    }

    /** Its path, absolute. */
    public Path path() {
        return path;
    }

    /** A file in it, whether or not it exists. */
    public Path file(String name) {
        return path.resolve(name);
    }

    /** A directory in it, made if it is missing. */
    public Path directory(String name) {
        Path directory = path.resolve(name);
        makeDirectory(directory);
        return directory;
    }

    /**
     * The secret in a file; if there is none, a new random one is made first. Whoever asks first makes it, in this process or
     * in another: all get the same answer. The text is the random bytes in Base64 (RFC 4648 section 5, without padding).
     *
     * @param name of the file, as {@code jms-password}
     * @param bytes of randomness for a new one, 16 to 64
     */
    public String secret(String name, int bytes) {
        if (bytes < 16 || bytes > 64) {
            throw new IllegalArgumentException("bytes: " + bytes + " (expected: 16 to 64)");
        }
        return secret(name, () -> {
            byte[] random = new byte[bytes];
            RANDOM.nextBytes(random);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        });
    }

    /**
     * Like {@link #secret(String, int)}, in a form of one's own.
     *
     * @param fresh makes a new one, in one line
     */
    public String secret(String name, Supplier<String> fresh) {
        Path file = path.resolve(name);
        try {
            if (Files.notExists(file)) {
                create(file, fresh.get() + "\n");
            }
            return read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    new IOException(file + ": cannot be read or made (expected: a file of this user)", e));
        }
    }

    /**
     * Writes a file as a whole: a reader sees the old or the new content, never half of it, whatever happens in between.
     *
     * @param name of the file, as {@code tls/server.p12}; the directories on the way are made
     */
    public void replace(String name, byte[] content) {
        Path file = path.resolve(name);
        makeDirectory(file.getParent());
        try {
            Path draft = draft(file, content);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(new IOException(file + ": cannot be written (" + e.getMessage() + ")", e));
        }
    }

    /** Only the path: what lies in it is nobody's business. */
    @Override
    public String toString() {
        return path.toString();
    }

    private static Optional<String> tighten(Path directory) {
        if (!posix(directory)) {
            return Optional.empty();
        }
        try {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(directory);
            if (OWNER_DIRECTORY.containsAll(permissions)) {
                return Optional.empty();
            }
            String found = PosixFilePermissions.toString(permissions);
            if (!isOurs(directory)) {
                throw new IOException(directory + ": others may look into it (" + found
                        + "), and it holds other things than the hub's (expected: a directory of the hub's own, as "
                        + directory.resolve("axletree") + ")");
            }
            try {
                Files.setPosixFilePermissions(directory, OWNER_DIRECTORY);
            } catch (IOException notTheOwner) {
                throw new IOException(
                        directory + ": others may look into it (" + found
                                + "), and this user cannot change that (expected: a directory of this user's, as "
                                + directory.resolve("axletree") + ")",
                        notTheOwner);
            }
            return Optional.of(found);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOurs(Path directory) throws IOException {
        if (OWN_FILES.stream().anyMatch(name -> Files.exists(directory.resolve(name)))) {
            return true;
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.allMatch(file -> file.getFileName().toString().equals("lost+found"));
        }
    }

    private static String read(Path file) throws IOException {
        String secret = Files.readString(file, StandardCharsets.UTF_8).strip();
        if (secret.isEmpty()) {
            throw new IllegalStateException(
                    file + ": empty (expected: a secret in one line; delete the file to have a new one made)");
        }
        if (posix(file)) {
            Files.setPosixFilePermissions(file, OWNER_FILE);
        }
        return secret;
    }

    /** A link is made only where nothing is, and shows the whole file at once; renaming would replace the winner's. */
    private static void create(Path file, String content) throws IOException {
        Path draft = draft(file, content.getBytes(StandardCharsets.UTF_8));
        try {
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // Somebody was faster: theirs it is.
        } catch (UnsupportedOperationException e) {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private static Path draft(Path file, byte[] content) throws IOException {
        Path draft = Files.createTempFile(
                file.getParent(), "." + file.getFileName(), ".draft", attributes(file.getParent(), OWNER_FILE));
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
        return draft;
    }

    private static void makeDirectory(Path directory) {
        try {
            if (Files.isDirectory(directory)) {
                return;
            }
            Path existing = directory.getParent();
            while (existing != null && Files.notExists(existing)) {
                existing = existing.getParent();
            }
            Files.createDirectories(directory, attributes(existing == null ? directory : existing, OWNER_DIRECTORY));
        } catch (FileAlreadyExistsException e) {
            throw new UncheckedIOException(new IOException(directory + ": a file (expected: a directory)", e));
        } catch (IOException e) {
            throw new UncheckedIOException(new IOException(
                    directory + ": cannot be made (expected: a path where this user may make a directory)", e));
        }
    }

    private static FileAttribute<?>[] attributes(Path where, Set<PosixFilePermission> permissions) {
        return posix(where)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
