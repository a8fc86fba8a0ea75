package org.axletree.coap.endpoint;

import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.elements.util.CheckedExecutor;

/**
 * Does what CoAP does: one thread for what is to be done now, one thing after the other in the order in which it came, and one that
 * waits for what is to be done later. Neither may block.
 *
 * <p>Californium finds that what belongs to a request of the hub is done by one thread, and so makes no queue with a lock for it, and does
 * at once what else it would hand over from one queue to the next (ADR 158).
 */
public final class ProtocolExecutor extends ScheduledThreadPoolExecutor implements CheckedExecutor {
    private static final String NAME = "coap-";

    private final ThreadPoolExecutor now;
    private volatile Thread owner;

    public ProtocolExecutor() {
        super(1, named(NAME + "timer"));
        setRemoveOnCancelPolicy(true);
        now = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
            Thread thread = named(NAME + "protocol").newThread(task);
            owner = thread;
            return thread;
        });
    }

    private static ThreadFactory named(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public void execute(Runnable command) {
        now.execute(command);
    }

    /** The same, after a while. Answers what takes it back. */
    public ScheduledFuture<?> executeLater(Runnable command, long delayMillis) {
        return schedule(() -> execute(command), delayMillis, TimeUnit.MILLISECONDS);
    }

    @Override
    public boolean checkOwner() {
        return Thread.currentThread() == owner;
    }

    @Override
    public void assertOwner() {
        if (!checkOwner()) {
            throw new ConcurrentModificationException(
                    "thread: " + Thread.currentThread().getName() + " (expected: that of the protocol)");
        }
    }

    @Override
    public void shutdown() {
        super.shutdown();
        now.shutdown();
    }

    @Override
    public List<Runnable> shutdownNow() {
        List<Runnable> left = super.shutdownNow();
        left.addAll(now.shutdownNow());
        return left;
    }
}
