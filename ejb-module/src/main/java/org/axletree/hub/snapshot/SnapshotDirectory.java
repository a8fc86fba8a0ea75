package org.axletree.hub.snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The files of a snapshot on the disk. */
final class SnapshotDirectory {
    private SnapshotDirectory() {}

    /** What lies in it, with the hash of each. */
    static List<SnapshotFile> files(Path directory) throws IOException {
        List<SnapshotFile> files = new ArrayList<>();
        for (Path each : walk(directory)) {
            if (Files.isRegularFile(each)) {
                files.add(new SnapshotFile(name(directory, each), Files.size(each), sha256(each)));
            }
        }
        return files;
    }

    private static String name(Path directory, Path file) {
        return directory.relativize(file).toString().replace('\\', '/');
    }

    private static List<Path> walk(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.sorted().toList();
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Copies a file, or a directory with all that is in it; nothing where it is not there. */
    static void copy(Path from, Path to) throws IOException {
        if (Files.notExists(from)) {
            return;
        }
        for (Path each : walk(from)) {
            Files.copy(each, to.resolve(from.relativize(each).toString()));
        }
    }

    static void delete(Path directory) throws IOException {
        if (Files.notExists(directory)) {
            return;
        }
        List<Path> all = new ArrayList<>(walk(directory));
        all.sort(Comparator.reverseOrder());
        for (Path each : all) {
            Files.delete(each);
        }
    }
}
