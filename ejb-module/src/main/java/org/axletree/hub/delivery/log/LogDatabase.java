package org.axletree.hub.delivery.log;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.axletree.core.door.Durability;
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
 * The log's records in RocksDB (why: ADR 0016). A batch is written as a whole or not at all, and has reached the operating
 * system, or the disk, when a write returns. After a write that failed the database is opened anew, which is the way out of
 * whatever it was. Safe for many threads.
 */
final class LogDatabase implements AutoCloseable {
    /** What is in memory before it becomes a file. Most messages are gone by then and reach no file but the log of writes. */
    private static final long WRITE_BUFFER_BYTES = 32L * 1024 * 1024;

    private static final long LOG_OF_ITS_OWN_BYTES = 1024 * 1024;

    private final Path directory;
    private final Options options;
    private final WriteOptions writeOptions;
    /** Shared by those who read and write, exclusive for whoever opens anew: an iterator must not outlive its database. */
    private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();

    private Optional<RocksDB> database;
    private volatile boolean broken;
    private final AtomicLong writes = new AtomicLong();

    /** What is gathered for one write. */
    @FunctionalInterface
    interface Gathering {
        void into(WriteBatch batch) throws RocksDBException;
    }

    /** Answers whether it wants the next record. */
    @FunctionalInterface
    interface Reader {
        boolean read(byte[] key, byte[] value);
    }

    private LogDatabase(Path directory, Durability durability) throws IOException {
        this.directory = directory;
        this.options = new Options()
                .setCreateIfMissing(true)
                .setWriteBufferSize(WRITE_BUFFER_BYTES)
                .setMaxBackgroundJobs(2)
                .setEnableWriteThreadAdaptiveYield(false)
                .setWalRecoveryMode(WALRecoveryMode.PointInTimeRecovery)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setMaxLogFileSize(LOG_OF_ITS_OWN_BYTES)
                .setKeepLogFileNum(2)
                .setStatsDumpPeriodSec(0);
        this.writeOptions = new WriteOptions().setSync(durability == Durability.DISK);
        try {
            this.database = Optional.of(openDatabase());
        } catch (IOException | RuntimeException e) {
            free();
            throw e;
        }
    }

    /** @throws IOException if the directory is in use, damaged or not writable, or if RocksDB does not run here */
    static LogDatabase open(Path directory, Durability durability) throws IOException {
        RocksLibrary.load();
        return new LogDatabase(directory, durability);
    }

    private RocksDB openDatabase() throws IOException {
        try {
            return RocksDB.open(options, directory.toString());
        } catch (RocksDBException e) {
            throw new IOException(
                    directory + ": cannot be opened: " + e.getMessage()
                            + " (expected: the route log of this Axletree, in use by nobody else)",
                    e);
        }
    }

    void write(Gathering gathering) throws IOException {
        if (broken) {
            openAnew();
        }
        use.readLock().lock();
        try (WriteBatch batch = new WriteBatch()) {
            gathering.into(batch);
            opened().write(writeOptions, batch);
            writes.incrementAndGet();
        } catch (RocksDBException e) {
            broken = true;
            throw new IOException(e.getMessage(), e);
        } finally {
            use.readLock().unlock();
        }
    }

    /** How often something was written since it was opened. */
    long writes() {
        return writes.get();
    }

    private void openAnew() throws IOException {
        use.writeLock().lock();
        try {
            if (broken) {
                database.ifPresent(RocksDB::close);
                database = Optional.empty();
                database = Optional.of(openDatabase());
                broken = false;
            }
        } finally {
            use.writeLock().unlock();
        }
    }

    Optional<byte[]> read(byte[] key) throws IOException {
        use.readLock().lock();
        try {
            return Optional.ofNullable(opened().get(key));
        } catch (RocksDBException e) {
            throw new IOException(directory + ": cannot be read (" + e.getMessage() + ")", e);
        } finally {
            use.readLock().unlock();
        }
    }

    /** Reads in the order of keys, from one key up to those that do not begin like it any more. */
    void scan(byte[] from, int commonBytes, Reader reader) throws IOException {
        use.readLock().lock();
        try (ReadOptions once = new ReadOptions().setFillCache(false);
                RocksIterator each = opened().newIterator(once)) {
            for (each.seek(from); each.isValid(); each.next()) {
                byte[] key = each.key();
                if (key.length < commonBytes
                        || !Arrays.equals(key, 0, commonBytes, from, 0, commonBytes)
                        || !reader.read(key, each.value())) {
                    return;
                }
            }
            each.status();
        } catch (RocksDBException e) {
            throw new IOException(directory + ": cannot be read (" + e.getMessage() + ")", e);
        } finally {
            use.readLock().unlock();
        }
    }

    /** Makes a copy that can be opened, with all that was written before. */
    void copyTo(Path copy) throws IOException {
        use.readLock().lock();
        try (Checkpoint checkpoint = Checkpoint.create(opened())) {
            checkpoint.createCheckpoint(copy.toString());
        } catch (RocksDBException e) {
            throw new IOException(directory + ": cannot be copied (" + e.getMessage() + ")", e);
        } finally {
            use.readLock().unlock();
        }
    }

    private RocksDB opened() throws IOException {
        return database.orElseThrow(() -> new IOException(directory + ": not open"));
    }

    @Override
    public void close() {
        use.writeLock().lock();
        try {
            database.ifPresent(RocksDB::close);
            database = Optional.empty();
            free();
        } finally {
            use.writeLock().unlock();
        }
    }

    private void free() {
        writeOptions.close();
        options.close();
    }
}
