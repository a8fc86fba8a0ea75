package org.axletree.mqtt.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.RocksDB;

/**
 * Loads the native part of RocksDB out of its jar. It is unpacked into a directory that is new each time, since one file
 * cannot be loaded for two deployments, and deleted as soon as it is loaded, since a killed process deletes nothing.
 */
final class RocksLibrary {
    private static boolean loaded;

    private RocksLibrary() {}

    static synchronized void load() throws IOException {
        if (loaded) {
            return;
        }
        Path unpacked = Files.createTempDirectory("axletree-rocksdb");
        try {
            NativeLibraryLoader.getInstance().loadLibrary(unpacked.toString());
            RocksDB.loadLibrary();
            loaded = true;
        } catch (UnsatisfiedLinkError | RuntimeException e) {
            throw new IOException(
                    "session store: RocksDB cannot be loaded (" + e.getMessage()
                            + "; expected: Linux with the GNU C library, and a directory java.io.tmpdir that may hold"
                            + " programs)",
                    e);
        } finally {
            delete(unpacked);
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
