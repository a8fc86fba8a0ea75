package org.axletree.core.home;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory that is there while something is loaded from it, since a killed process deletes nothing. */
public final class PassingDirectory {
    private PassingDirectory() {}

    /** What is done with the directory. */
    @FunctionalInterface
    public interface Use {
        void with(Path directory) throws IOException;
    }

    /** Makes an empty directory in {@code java.io.tmpdir}, has it used, and deletes it with the files in it. */
    public static void lend(String name, Use use) throws IOException {
        Path directory = Files.createTempDirectory(name);
        try {
            use.with(directory);
        } finally {
            delete(directory);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
