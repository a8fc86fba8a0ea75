package org.axletree.mqtt.store;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import org.axletree.core.door.Durability;
import org.axletree.core.door.SessionStorage;
import org.axletree.core.home.SnapshotPart;
import org.axletree.door.snapshot.PublishedPart;
import org.axletree.mqtt.store.Change.Kind;
import org.rocksdb.Checkpoint;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WALRecoveryMode;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * Keeps records in RocksDB (why: ADR 0016). Every group of changes is one entry of its log, which the operating system or the
 * disk has before the group is said to be written; a torn entry at the log's end is dropped as a whole.
 */
public final class RocksEngine implements Engine, SnapshotPart {
    /** What is in memory before it becomes a file. Most messages are gone by then and reach no file but the log. */
    private static final long WRITE_BUFFER_BYTES = 16L * 1024 * 1024;

    private static final long LOG_OF_ITS_OWN_BYTES = 1024 * 1024;

    private final SessionStorage storage;
    private final Options options;
    private final WriteOptions writeOptions;
    private final WriteBatch batch = new WriteBatch();
    private final RocksKeys keys = new RocksKeys();
    /** Shared by the one who writes and those who copy, exclusive for opening and closing. */
    private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();

    private Optional<RocksDB> database;
    private PublishedPart published;

    private RocksEngine(SessionStorage storage) throws IOException {
        this.storage = storage;
        this.options = new Options()
                .setCreateIfMissing(true)
                .setWriteBufferSize(WRITE_BUFFER_BYTES)
                .setMaxBackgroundJobs(2)
                // There is one writer: what serves many at once would only cost.
                .setAllowConcurrentMemtableWrite(false)
                .setEnableWriteThreadAdaptiveYield(false)
                .setWalRecoveryMode(WALRecoveryMode.PointInTimeRecovery)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setMaxLogFileSize(LOG_OF_ITS_OWN_BYTES)
                .setKeepLogFileNum(2)
                .setStatsDumpPeriodSec(0);
        this.writeOptions = new WriteOptions().setSync(storage.durability() == Durability.DISK);
        try {
            this.database = Optional.of(openDatabase());
        } catch (IOException | RuntimeException e) {
            free();
            throw e;
        }
    }

    /** @throws IOException if the directory is in use, damaged or not writable, or if RocksDB does not run here */
    public static RocksEngine open(SessionStorage storage) throws IOException {
        RocksLibrary.load();
        RocksEngine engine = new RocksEngine(storage);
        engine.published = PublishedPart.of("sessions", engine);
        return engine;
    }

    private RocksDB openDatabase() throws IOException {
        try {
            return RocksDB.open(options, storage.directory().toString());
        } catch (RocksDBException e) {
            throw new IOException(
                    storage.directory() + ": cannot be opened: " + e.getMessage()
                            + " (expected: the sessions of this Axletree, in use by nobody else)",
                    e);
        }
    }

    @Override
    public void read(Consumer<Change> reader) throws IOException {
        try (ReadOptions once = new ReadOptions().setFillCache(false);
                RocksIterator each = open().newIterator(once)) {
            for (each.seekToFirst(); each.isValid(); each.next()) {
                reader.accept(RocksKeys.record(each.key(), each.value()));
            }
            each.status();
        } catch (RocksDBException | IllegalArgumentException e) {
            throw new IOException(storage.directory() + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    @Override
    public void write(List<Change> changes) throws IOException {
        try {
            for (int i = 0; i < changes.size(); i++) {
                gather(changes.get(i));
            }
            writeBatch();
        } catch (RocksDBException e) {
            // RocksDB takes nothing more after some failures; opening it again is the way out of all of them.
            closeDatabase();
            throw new IOException(e.getMessage(), e);
        } finally {
            batch.clear();
        }
    }

    private void writeBatch() throws IOException, RocksDBException {
        RocksDB open = open();
        use.readLock().lock();
        try {
            open.write(writeOptions, batch);
        } finally {
            use.readLock().unlock();
        }
    }

    @Override
    public String directory() {
        return storage.directory().toString();
    }

    @Override
    public void copyTo(String directory) throws IOException {
        use.readLock().lock();
        try (Checkpoint checkpoint =
                Checkpoint.create(database.orElseThrow(() -> new IOException(directory() + ": not open at present")))) {
            checkpoint.createCheckpoint(directory);
        } catch (RocksDBException e) {
            throw new IOException(directory() + ": cannot be copied (" + e.getMessage() + ")", e);
        } finally {
            use.readLock().unlock();
        }
    }

    private void gather(Change change) throws RocksDBException {
        byte[] key = keys.of(change);
        if (!change.removes()) {
            batch.put(key, change.value());
            return;
        }
        batch.delete(key);
        for (Kind kind : change.sweeps()) {
            batch.deleteRange(RocksKeys.first(kind, change.first()), RocksKeys.first(kind, change.first() + 1));
        }
    }

    private RocksDB open() throws IOException {
        if (database.isEmpty()) {
            use.writeLock().lock();
            try {
                database = Optional.of(openDatabase());
            } finally {
                use.writeLock().unlock();
            }
        }
        return database.get();
    }

    private void closeDatabase() {
        use.writeLock().lock();
        try {
            database.ifPresent(RocksDB::close);
            database = Optional.empty();
        } finally {
            use.writeLock().unlock();
        }
    }

    @Override
    public void close() {
        published.close();
        closeDatabase();
        free();
    }

    private void free() {
        batch.close();
        writeOptions.close();
        options.close();
    }
}
