package org.axletree.mqtt.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.mqtt.pressure.Watermark;

/**
 * What must not be forgotten: takes the changes of all event loops, writes those that wait in one go (group commit) on a
 * thread of its own, and tells each loop when its changes survive. A failure of the disk is final: from then on nothing is
 * committed until the store is opened again.
 */
public final class Store {
    private static final Logger LOG = Logger.getLogger(Store.class.getName());
    private static final int WAITING_CHANGES = 200_000;
    private static final int WAITING_BYTES = 64 * 1024 * 1024;
    private static final Batch END = new Batch(List.of(), 0, Runnable::run, Optional.empty());

    private final Engine engine;
    private final BlockingQueue<Batch> queue = new LinkedBlockingQueue<>();
    private final Watermark waiting = new Watermark(WAITING_CHANGES, WAITING_BYTES);
    private final AtomicLong lastId = new AtomicLong();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile String problem = "";
    private volatile boolean closing;

    /** The changes of one turn of one loop. */
    record Batch(List<Change> changes, long bytes, Executor home, Optional<Commit> commit) {}

    public Store(Engine engine) {
        this.engine = engine;
    }

    /** Tells what survived. Once, before anything else. */
    public void read(Survivors survivors) throws IOException {
        Recovery recovery = new Recovery(survivors);
        engine.read(recovery);
        lastId.set(recovery.highestId());
        List<Change> leftovers = recovery.leftovers();
        if (!leftovers.isEmpty()) {
            engine.write(leftovers);
        }
    }

    /** A number for a session or a message that none had before, higher than all before. From any thread. */
    public long newId() {
        return lastId.incrementAndGet();
    }

    /** @param home the event loop whose changes they will be */
    public Changes changes(Executor home) {
        return new Changes(this, home);
    }

    /** What was handed over and is not yet written. Whoever makes messages that are stored waits while it is high. */
    public Watermark waiting() {
        return waiting;
    }

    /** Why nothing is committed any more, one sentence; empty while all is well. From any thread. */
    public String problem() {
        return problem;
    }

    void commit(Batch batch) {
        if (closing) {
            answer(batch, false);
            return;
        }
        waiting.add(batch.changes.size(), batch.bytes);
        queue.add(batch);
    }

    /** The life of the thread that writes: returns after {@link #close}. */
    public void run() {
        List<Batch> group = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        boolean end = false;
        try {
            while (!end) {
                group.add(queue.take());
                queue.drainTo(group);
                end = group.get(group.size() - 1) == END;
                group.forEach(batch -> changes.addAll(batch.changes));
                boolean written = write(changes);
                for (Batch batch : group) {
                    waiting.remove(batch.changes.size(), batch.bytes);
                    answer(batch, written);
                }
                group.clear();
                changes.clear();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    private boolean write(List<Change> changes) {
        if (!problem.isEmpty()) {
            return false;
        }
        try {
            if (!changes.isEmpty()) {
                engine.write(changes);
            }
            return true;
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            problem = "session store: not writable (" + e.getMessage() + "); nothing that must be kept is acknowledged";
            LOG.log(Level.SEVERE, problem, e);
            return false;
        }
    }

    private static void answer(Batch batch, boolean written) {
        if (batch.commit.isEmpty()) {
            return;
        }
        Commit commit = batch.commit.get();
        try {
            batch.home.execute(written ? commit::committed : commit::failed);
        } catch (RejectedExecutionException e) {
            // The event loop has ended, and who waited with it.
        }
    }

    /** Writes what waits, ends the thread if there is one, and lets go of the files. */
    public void close(long withinMillis, boolean running) throws IOException, InterruptedException {
        closing = true;
        queue.add(END);
        if (running && !ended.await(withinMillis, TimeUnit.MILLISECONDS)) {
            throw new IOException("session store: still writing after " + withinMillis + " ms (expected: done)");
        }
        engine.close();
    }
}
