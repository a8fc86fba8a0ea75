package org.axletree.cli.terminal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/**
 * Writes files that are there as a whole or as they were before: what breaks off leaves nothing half-written under the name.
 */
public final class WholeFile {
    private static final String SUFFIX = ".draft";

    private WholeFile() {}

    /**
     * Looks whether a file may come to be there, before the work that it is for is done.
     *
     * @param what it is, as {@code the report}
     * @throws Failure if it may not
     */
    public static void requirePlace(String what, Path file) {
        Path directory = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file) || directory == null || !Files.isDirectory(directory)) {
            throw FileProblem.unwritable(what, file, new NoSuchFileException(file.toString()));
        }
        if (!Files.isWritable(Files.exists(file) && !Files.isRegularFile(file) ? file : directory)) {
            throw FileProblem.unwritable(what, file, new AccessDeniedException(file.toString()));
        }
    }

    public static void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same for a file that nobody else may read, from its first byte on. */
    public static void writePrivate(Path file, byte[] content) throws IOException {
        write(file, content, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    private static void write(Path file, byte[] content, FileAttribute<?>... attributes) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            Files.write(file, content); // a pipe or a device, which stays what it is
            return;
        }
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        Path draft = target.resolveSibling("." + UUID.randomUUID() + SUFFIX);
        try {
            Files.createFile(draft, attributes);
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Whether a file is what a killed process left of one. */
    public static boolean isDraft(Path file) {
        return file.getFileName().toString().matches("\\..*\\" + SUFFIX);
    }
}
