package org.axletree.coap.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
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
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * Keeps registrations in RocksDB, one record a device. From any thread, none of which waits for the disk: what is said while something
 * is written is written together afterwards, of several records of a device the last (ADR 158). Whoever must not answer before that
 * asks to be told ({@link #whenWritten}).
 */
public final class RegistrationStore implements AutoCloseable, SnapshotPart {
    private static final Logger LOG = Logger.getLogger(RegistrationStore.class.getName());
    private static final long WRITE_BUFFER_BYTES = 4L * 1024 * 1024;

    private final SessionStorage storage;
    private final Options options;
    private final WriteOptions writeOptions;
    private final RocksDB database;
    private final PublishedPart published;
    private final Executor told;
    private final Thread writer = new Thread(this::write, "coap-registrations");
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition something = lock.newCondition();
    private volatile String problem = "";

    // Guarded by the lock.
    private Said said = new Said();
    private boolean closing;

    // Guarded by this.
    private boolean closed;

    /** What is to be written at once, and who is to be told of it. */
    private static final class Said {
        /** By device; empty where its registration has ended. */
        private final Map<String, Optional<Registration>> records = new LinkedHashMap<>();

        private final List<Consumer<Boolean>> hearers = new ArrayList<>();

        boolean isEmpty() {
            return records.isEmpty() && hearers.isEmpty();
        }
    }

    /**
     * @param told tells that something is written
     * @throws IOException if the directory is in use, damaged or not writable, or if RocksDB does not run here
     */
    public RegistrationStore(SessionStorage storage, Executor told) throws IOException {
        this.storage = storage;
        this.told = told;
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
        writer.setDaemon(true);
        writer.start();
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

    /** A device is registered, or its registration is another now. */
    public void put(Registration registration) {
        say(what -> what.records.put(registration.deviceId(), Optional.of(registration)));
    }

    /** A registration has ended. */
    public void remove(String deviceId) {
        say(what -> what.records.put(deviceId, Optional.empty()));
    }

    /** Tells when all that was said before is written, or that it could not be. Not told any more once this is closed. */
    public void whenWritten(Consumer<Boolean> hearer) {
        say(what -> what.hearers.add(hearer));
    }

    private void say(Consumer<Said> what) {
        lock.lock();
        try {
            if (!closing) {
                what.accept(said);
                something.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The life of the writer. */
    private void write() {
        for (Said next = next(); !next.isEmpty(); next = next()) {
            boolean written = write(next.records);
            tell(next.hearers, written);
        }
    }

    /** Waits for something to write; empty when there will be nothing any more. */
    private Said next() {
        lock.lock();
        try {
            while (said.isEmpty() && !closing) {
                something.awaitUninterruptibly();
            }
            Said next = said;
            said = new Said();
            return next;
        } finally {
            lock.unlock();
        }
    }

    private boolean write(Map<String, Optional<Registration>> records) {
        if (records.isEmpty()) {
            return problem.isEmpty();
        }
        try (WriteBatch batch = new WriteBatch()) {
            for (Map.Entry<String, Optional<Registration>> each : records.entrySet()) {
                if (each.getValue().isPresent()) {
                    batch.put(
                            key(each.getKey()),
                            RegistrationRecord.write(each.getValue().get()));
                } else {
                    batch.delete(key(each.getKey()));
                }
            }
            database.write(writeOptions, batch);
            problem = "";
            return true;
        } catch (RocksDBException | RuntimeException e) {
            failed(e);
            return false;
        }
    }

    private void tell(List<Consumer<Boolean>> hearers, boolean written) {
        if (hearers.isEmpty()) {
            return;
        }
        try {
            told.execute(() -> hearers.forEach(hearer -> tell(hearer, written)));
        } catch (RejectedExecutionException e) {
            LOG.log(Level.FINE, "The door is closed: nobody is told any more", e);
        }
    }

    private static void tell(Consumer<Boolean> hearer, boolean written) {
        try {
            hearer.accept(written);
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A device could not be answered", e);
        }
    }

    private void failed(Exception e) {
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

    /** Writes what was said so far. */
    @Override
    public synchronized void close() {
        if (!closed) {
            published.close();
            closed = true;
            endWriter();
            database.close();
            writeOptions.close();
            options.close();
        }
    }

    private void endWriter() {
        lock.lock();
        try {
            closing = true;
            something.signal();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                interrupted = true; // the database must not be closed under it
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static byte[] key(String deviceId) {
        return deviceId.getBytes(StandardCharsets.UTF_8);
    }
}
