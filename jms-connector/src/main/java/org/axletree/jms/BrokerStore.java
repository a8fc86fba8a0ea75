package org.axletree.jms;

import com.sun.messaging.jmq.jmsserver.Globals;
import com.sun.messaging.jmq.jmsserver.persist.api.Store;
import com.sun.messaging.jmq.jmsserver.util.BrokerException;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.axletree.core.home.SnapshotPart;

/**
 * The files of the embedded broker's queues. The broker changes them in place and offers no copy of them; but each of its
 * operations on them enters by one lock, and is counted until it is done. Whoever holds that lock while none is under way sees the
 * files as a killed process would leave them.
 */
final class BrokerStore implements SnapshotPart {
    static final String NAME = TYPE + "broker";

    /** The broker stands still meanwhile. */
    private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(2);

    private static final int ATTEMPTS = 10;
    private static final int STEP_MILLIS = 1;

    private final Path directory;

    BrokerStore(Path directory) {
        this.directory = directory;
    }

    @Override
    public String directory() {
        return directory.toString();
    }

    @Override
    public void copyTo(String copy) throws IOException {
        Store store = store();
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            synchronized (value(store, "closedLock")) {
                if (isQuiet(store)) {
                    copy(Path.of(copy));
                    return;
                }
            }
        }
        throw new IOException(
                "JMS broker: its queues are written without a pause (expected: a moment without an operation)");
    }

    private static Store store() throws IOException {
        try {
            return Globals.getStore();
        } catch (BrokerException closed) {
            throw new IOException("JMS broker: its queues are not open (" + closed.getMessage() + ")", closed);
        }
    }

    /** Waits until what is under way is done. */
    private static boolean isQuiet(Store store) throws IOException {
        long end = System.nanoTime() + LONGEST_WAIT;
        try {
            while (operations(store) > 0) {
                if (System.nanoTime() - end > 0) {
                    return false;
                }
                Thread.sleep(STEP_MILLIS);
            }
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IOException("JMS broker: the copy was interrupted", stopping);
        }
    }

    private static int operations(Store store) throws IOException {
        synchronized (value(store, "inprogressLock")) {
            return (Integer) value(store, "inprogressCount");
        }
    }

    private static Object value(Store store, String name) throws IOException {
        try {
            Field field = Store.class.getDeclaredField(name);
            field.setAccessible(true);
            return field.get(store);
        } catch (ReflectiveOperationException another) {
            throw new IOException(
                    "JMS broker: another version of OpenMQ (expected: one whose store has " + name + ")", another);
        }
    }

    private void copy(Path copy) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(directory)) {
            all = files.toList();
        }
        for (Path each : all) {
            Path to = copy.resolve(directory.relativize(each).toString());
            if (Files.isDirectory(each)) {
                Files.createDirectories(to);
            } else {
                Files.copy(each, to);
            }
        }
    }
}
