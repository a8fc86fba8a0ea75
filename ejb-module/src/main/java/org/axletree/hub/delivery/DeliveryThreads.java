package org.axletree.hub.delivery;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The threads that deliver. Routes whose targets fail have some of their own, since trying costs them as long as a target takes to
 * not answer: however many fail, the others find a thread. A task waits at most once for each route.
 */
class DeliveryThreads implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(DeliveryThreads.class.getName());
    private static final int IDLE_SECONDS = 30;

    private final ThreadPoolExecutor healthy;
    private final ThreadPoolExecutor failing;
    private final ThreadPoolExecutor calls;
    private final ScheduledThreadPoolExecutor timer;

    /** @param most threads of routes that are well */
    DeliveryThreads(int most, ThreadFactory factory) {
        this.healthy = pool(most, factory);
        this.failing = pool(Math.max(1, most / 4), factory);
        // Without a free thread whoever delivers makes the call itself.
        this.calls = new ThreadPoolExecutor(
                0,
                2 * most,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                factory,
                new ThreadPoolExecutor.CallerRunsPolicy());
        this.timer = new ScheduledThreadPoolExecutor(1, factory);
        timer.setRemoveOnCancelPolicy(true);
    }

    private static ThreadPoolExecutor pool(int threads, ThreadFactory factory) {
        // Refuses only once it is closed: nobody who brings messages then has done anything wrong.
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                threads,
                threads,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                factory,
                new ThreadPoolExecutor.DiscardPolicy());
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    Executor of(boolean fails) {
        return fails ? failing : healthy;
    }

    /** For calls that may be made at once. */
    Executor calls() {
        return calls;
    }

    /** Never, once these are closed. */
    void later(long millis, Runnable task) {
        try {
            timer.schedule(task, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.log(Level.FINE, "Nothing begins any more", closed);
        }
    }

    /** What runs may end; what waits does not begin. */
    @Override
    public void close() {
        timer.shutdownNow();
        healthy.shutdown();
        failing.shutdown();
        calls.shutdown();
        try {
            healthy.awaitTermination(2, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
