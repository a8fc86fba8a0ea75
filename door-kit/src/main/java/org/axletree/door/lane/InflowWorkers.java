package org.axletree.door.lane;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkManager;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.core.door.DeviceInflow;

/**
 * A few threads of the container that do what may block, each with an endpoint of its own, fed by a bounded queue. Each is
 * one long-running {@link Work}.
 */
public final class InflowWorkers {
    private static final Logger LOG = Logger.getLogger(InflowWorkers.class.getName());
    private static final InflowTask END = inflow -> {};

    private final String name;
    private final int count;
    private final int capacity;
    private final BlockingQueue<InflowTask> queue = new LinkedBlockingQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    /** One party for each thread, and one for whoever waits for their end. */
    private final Phaser running = new Phaser(1);

    private volatile boolean stopping;

    /**
     * @param count how many threads
     * @param capacity how many tasks may wait for them
     */
    public InflowWorkers(String name, int count, int capacity) {
        this.name = name;
        this.count = count;
        this.capacity = capacity;
    }

    public void start(Endpoints endpoints, WorkManager works) throws ResourceException, InterruptedException {
        for (int i = 0; i < count; i++) {
            Worker worker = new Worker(endpoints.open());
            running.register();
            try {
                works.scheduleWork(worker);
            } catch (ResourceException e) {
                running.arriveAndDeregister();
                throw e;
            }
        }
    }

    /** Answers false if too many tasks wait, or if the door is closing; the task will not run then. */
    public boolean offer(InflowTask task) {
        if (stopping) {
            return false;
        }
        if (waiting.incrementAndGet() > capacity) {
            waiting.decrementAndGet();
            return false;
        }
        queue.add(task);
        return true;
    }

    /** Lets the threads end after what waits now. Answers whether they did in time. */
    public boolean stop(long deadlineNanos) throws InterruptedException {
        stopping = true;
        for (int i = 0; i < count; i++) {
            queue.add(END);
        }
        try {
            running.awaitAdvanceInterruptibly(
                    running.arrive(), Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    /** The life of one thread. */
    private final class Worker implements Work {
        private final DeviceInflow inflow;

        Worker(DeviceInflow inflow) {
            this.inflow = inflow;
        }

        @Override
        public void run() {
            try {
                for (InflowTask task = queue.take(); task != END; task = queue.take()) {
                    waiting.decrementAndGet();
                    perform(task);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                running.arriveAndDeregister();
            }
        }

        private void perform(InflowTask task) {
            try {
                task.run(inflow);
            } catch (RuntimeException | LinkageError e) {
                LOG.log(Level.SEVERE, e, () -> "A task of the " + name + " workers failed");
            }
        }

        @Override
        public void release() {
            // The container ends: one of the threads will take this as its own end.
            queue.add(END);
        }
    }
}
