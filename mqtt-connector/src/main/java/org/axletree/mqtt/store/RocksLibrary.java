package org.axletree.mqtt.store;

import java.io.IOException;
import org.axletree.core.home.PassingDirectory;
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
        if (!loaded) {
            PassingDirectory.lend("axletree-rocksdb", unpacked -> {
                try {
                    NativeLibraryLoader.getInstance().loadLibrary(unpacked.toString());
                    RocksDB.loadLibrary();
                } catch (UnsatisfiedLinkError | RuntimeException e) {
                    throw new IOException(
                            "session store: RocksDB cannot be loaded (" + e.getMessage()
                                    + "; expected: Linux with the GNU C library, and a directory java.io.tmpdir that may"
                                    + " hold programs)",
                            e);
                }
            });
            loaded = true;
        }
    }
}
