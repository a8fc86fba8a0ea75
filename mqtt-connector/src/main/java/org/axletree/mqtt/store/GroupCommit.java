package org.axletree.mqtt.store;

import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkManager;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The one thread that writes what waits in a {@link Store}, all of it in one go, and again until the disk takes it. A thread of
 * the container.
 */
public final class GroupCommit implements Work {
    private static final Logger LOG = Logger.getLogger(GroupCommit.class.getName());
    private static final long AGAIN_AFTER_MILLIS = 500;
    /** So much at once that a group takes milliseconds, not seconds. */
    private static final int MOST_CHANGES = 20_000;

    private static final Store.Batch END = new Store.Batch(List.of(), 0, Runnable::run, List.of());

    private final Store store;
    private final List<Store.Batch> group = new ArrayList<>();
    private final List<Change> changes = new ArrayList<>();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private boolean started;

    public GroupCommit(Store store) {
        this.store = store;
    }

    public void start(WorkManager works) throws WorkException {
        works.scheduleWork(this);
        started = true;
    }

    @Override
    public void run() {
        try {
            while (gather()) {
                answer(write());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            answer(false);
            store.abandon();
            ended.countDown();
        }
    }

    /** Takes what waits; answers false if it is the end. */
    private boolean gather() throws InterruptedException {
        Store.Batch next = store.queue().take();
        while (next != null && next != END) {
            group.add(next);
            changes.addAll(next.changes());
            next = changes.size() < MOST_CHANGES ? store.queue().poll() : null;
        }
        if (next == END && !group.isEmpty()) {
            store.queue().add(END);
            return true;
        }
        return next != END;
    }

    private boolean write() throws InterruptedException {
        List<Change> settled = store.ledger().settle(changes);
        boolean clockIsOff = store.storeClock().isOff();
        if (clockIsOff || !settled.isEmpty() && store.storeClock().isDue()) {
            settled.add(store.storeClock().change());
        }
        while (!settled.isEmpty()) {
            try {
                store.engine().write(settled);
                if (!store.problem().isEmpty()) {
                    store.problem("");
                    LOG.info("The session store is written again");
                }
                return true;
            } catch (IOException | RuntimeException | OutOfMemoryError e) {
                if (store.problem().isEmpty()) {
                    store.problem("session store: not writable (" + e.getMessage()
                            + "); nothing is acknowledged that must survive");
                    LOG.log(Level.SEVERE, store.problem(), e);
                }
            }
            if (stopping.await(AGAIN_AFTER_MILLIS, TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        return true;
    }

    private void answer(boolean survives) {
        for (Store.Batch batch : group) {
            store.waiting().remove(batch.changes().size(), batch.bytes());
            batch.answer(survives);
        }
        group.clear();
        changes.clear();
    }

    @Override
    public void release() {
        stopping.countDown();
        store.queue().add(END);
    }

    /** Writes what waits, ends the thread, and lets go of the files unless the thread does not end in time. */
    public void close(long withinMillis) throws IOException, InterruptedException {
        release();
        if (started && !ended.await(withinMillis, TimeUnit.MILLISECONDS)) {
            throw new IOException("session store: still writing after " + withinMillis + " ms (expected: done)");
        }
        store.abandon();
        store.engine().close();
    }
}
