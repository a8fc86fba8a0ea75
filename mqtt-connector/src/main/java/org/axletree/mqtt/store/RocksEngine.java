package org.axletree.mqtt.store;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.axletree.core.door.Durability;
import org.axletree.core.door.SessionStorage;
import org.axletree.mqtt.store.Change.Kind;
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
public final class RocksEngine implements Engine {
    /** What is in memory before it becomes a file. Most messages are gone by then and reach no file but the log. */
    private static final long WRITE_BUFFER_BYTES = 16L * 1024 * 1024;

    private static final long LOG_OF_ITS_OWN_BYTES = 1024 * 1024;

    private final SessionStorage storage;
    private final Options options;
    private final WriteOptions writeOptions;
    private final WriteBatch batch = new WriteBatch();
    private final RocksKeys keys = new RocksKeys();
    private Optional<RocksDB> database;

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
        return new RocksEngine(storage);
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
        RocksDB open = open();
        try {
            for (int i = 0; i < changes.size(); i++) {
                gather(changes.get(i));
            }
            open.write(writeOptions, batch);
        } catch (RocksDBException e) {
            // RocksDB takes nothing more after some failures; opening it again is the way out of all of them.
            open.close();
            database = Optional.empty();
            throw new IOException(e.getMessage(), e);
        } finally {
            batch.clear();
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
            database = Optional.of(openDatabase());
        }
        return database.get();
    }

    @Override
    public void close() {
        database.ifPresent(RocksDB::close);
        database = Optional.empty();
        free();
    }

    private void free() {
        batch.close();
        writeOptions.close();
        options.close();
    }
}
