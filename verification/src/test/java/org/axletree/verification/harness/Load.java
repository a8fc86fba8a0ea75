package org.axletree.verification.harness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Many devices that publish at once, each on a thread of its own. */
public final class Load implements AutoCloseable {
    private final List<Sender> senders;
    private final ExecutorService threads;
    private final List<Future<?>> running = new ArrayList<>();

    private Load(List<Sender> senders) {
        this.senders = senders;
        this.threads = Executors.newFixedThreadPool(senders.size());
    }

    public static Load start(List<Sender> senders) {
        Load load = new Load(senders);
        senders.forEach(sender -> load.running.add(load.threads.submit(sender)));
        return load;
    }

    /** Lets no sender begin with more messages than so many, until it is told another number. */
    public void atMost(int messages) {
        senders.forEach(sender -> sender.atMost(messages));
    }

    /** What was acknowledged so far. */
    public Set<String> acknowledged() {
        Set<String> all = new HashSet<>();
        senders.forEach(sender -> all.addAll(sender.acknowledged()));
        return all;
    }

    /** What was sent more than once. */
    public Set<String> resent() {
        Set<String> all = new HashSet<>();
        senders.forEach(sender -> all.addAll(sender.resent()));
        return all;
    }

    public int acknowledgedCount() {
        return senders.stream().mapToInt(sender -> sender.acknowledged().size()).sum();
    }

    /** Waits until every sender is done. */
    public void await(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        for (Future<?> each : running) {
            try {
                each.get(Math.max(1, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (ExecutionException e) {
                throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
            } catch (TimeoutException e) {
                throw new IllegalStateException(acknowledgedCount() + " acknowledged after " + patience, e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", e);
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
