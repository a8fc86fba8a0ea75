package org.axletree.coap.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.coap.registration.Registration;
import org.axletree.core.door.Durability;
import org.axletree.core.door.SessionStorage;
import org.axletree.core.home.PassingDirectory;
import org.axletree.core.home.SnapshotPart;
import org.axletree.door.snapshot.PublishedPart;
import org.rocksdb.Checkpoint;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.NativeLibraryLoader;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteOptions;

/** Keeps registrations in RocksDB, one record a device. From any thread. */
public final class RegistrationStore implements AutoCloseable, SnapshotPart {
    private static final Logger LOG = Logger.getLogger(RegistrationStore.class.getName());
    private static final long WRITE_BUFFER_BYTES = 4L * 1024 * 1024;

    private final SessionStorage storage;
    private final Options options;
    private final WriteOptions writeOptions;
    private final RocksDB database;
    private final PublishedPart published;
    private boolean closed;
    private volatile String problem = "";

    /** @throws IOException if the directory is in use, damaged or not writable, or if RocksDB does not run here */
    public RegistrationStore(SessionStorage storage) throws IOException {
        this.storage = storage;
        loadLibrary();
        options = new Options()
                .setCreateIfMissing(true)
                .setWriteBufferSize(WRITE_BUFFER_BYTES)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(2)
                .setStatsDumpPeriodSec(0);
        writeOptions = new WriteOptions().setSync(storage.durability() == Durability.DISK);
        try {
            database = RocksDB.open(options, storage.directory().toString());
        } catch (RocksDBException e) {
            writeOptions.close();
            options.close();
            throw new IOException(
                    storage.directory() + ": cannot be opened: " + e.getMessage()
                            + " (expected: the registrations of this Axletree, in use by nobody else)",
                    e);
        }
        published = PublishedPart.of("registrations", this);
    }

    /** Whoever comes second finds it loaded. */
    private static void loadLibrary() throws IOException {
        PassingDirectory.lend("axletree-rocksdb", unpacked -> {
            try {
                NativeLibraryLoader.getInstance().loadLibrary(unpacked.toString());
                RocksDB.loadLibrary();
            } catch (UnsatisfiedLinkError | RuntimeException e) {
                throw new IOException("registrations: RocksDB cannot be loaded (" + e.getMessage() + ")", e);
            }
        });
    }

    /** All that are kept. What cannot be read is dropped: its device registers anew. */
    public List<Registration> read() {
        List<Registration> all = new ArrayList<>();
        try (RocksIterator each = database.newIterator()) {
            for (each.seekToFirst(); each.isValid(); each.next()) {
                try {
                    all.add(RegistrationRecord.read(each.value()));
                } catch (IOException | RuntimeException e) {
                    LOG.log(Level.WARNING, "A registration could not be read, and is forgotten", e);
                }
            }
        }
        return all;
    }

    public synchronized void put(Registration registration) {
        if (closed) {
            return;
        }
        try {
            database.put(writeOptions, key(registration.deviceId()), RegistrationRecord.write(registration));
            problem = "";
        } catch (RocksDBException e) {
            failed(e);
        }
    }

    public synchronized void remove(String deviceId) {
        if (closed) {
            return;
        }
        try {
            database.delete(writeOptions, key(deviceId));
            problem = "";
        } catch (RocksDBException e) {
            failed(e);
        }
    }

    private void failed(RocksDBException e) {
        if (problem.isEmpty()) {
            LOG.log(Level.SEVERE, "Registrations cannot be written", e);
        }
        problem = storage.directory() + ": cannot be written (" + e.getMessage() + ")";
    }

    /** Why the last registration could not be written; empty if it was. */
    public String problem() {
        return problem;
    }

    @Override
    public String directory() {
        return storage.directory().toString();
    }

    @Override
    public synchronized void copyTo(String directory) throws IOException {
        if (closed) {
            throw new IOException(directory() + ": not open");
        }
        try (Checkpoint checkpoint = Checkpoint.create(database)) {
            checkpoint.createCheckpoint(directory);
        } catch (RocksDBException e) {
            throw new IOException(directory() + ": cannot be copied (" + e.getMessage() + ")", e);
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            published.close();
            closed = true;
            database.close();
            writeOptions.close();
            options.close();
        }
    }

    private static byte[] key(String deviceId) {
        return deviceId.getBytes(StandardCharsets.UTF_8);
    }
}
