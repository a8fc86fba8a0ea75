package org.axletree.hub.delivery.log;

import java.io.IOException;
import org.axletree.core.home.PassingDirectory;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.RocksDB;

/** Loads the native part of RocksDB out of its jar, which the MQTT connector uses as well: whoever comes second finds it loaded. */
final class RocksLibrary {
    private RocksLibrary() {}

    static void load() throws IOException {
        PassingDirectory.lend("axletree-rocksdb", unpacked -> {
            try {
                NativeLibraryLoader.getInstance().loadLibrary(unpacked.toString());
                RocksDB.loadLibrary();
            } catch (UnsatisfiedLinkError | RuntimeException e) {
                throw new IOException(
                        "route log: RocksDB cannot be loaded (" + e.getMessage()
                                + "; expected: Linux with the GNU C library, and a directory java.io.tmpdir that may hold"
                                + " programs)",
                        e);
            }
        });
    }
}
