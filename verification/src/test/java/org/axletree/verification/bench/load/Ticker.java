package org.axletree.verification.bench.load;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Lets publishers send at a fixed rate, whatever the broker does. Latency counts from the moment at which a message was due,
 * not from that at which it was sent.
 */
final class Ticker implements Sending, Runnable {
    private static final int MOST_IN_ROUND = 2_000;

    private final GeneratorLoop loop;
    private final List<Publisher> publishers;
    private final Traffic traffic;
    private final long interval;

    private boolean stopped;
    private int next;
    private long due;

    Ticker(GeneratorLoop loop, List<Publisher> publishers, Traffic traffic, int messagesPerSecond) {
        this.loop = loop;
        this.publishers = publishers;
        this.traffic = traffic;
        this.interval = TimeUnit.SECONDS.toNanos(1) / messagesPerSecond;
    }

    @Override
    public void start() {
        due = System.nanoTime() + interval;
        loop.tell(this);
    }

    @Override
    public void stop() {
        loop.tell(() -> stopped = true);
    }

    @Override
    public void run() {
        if (stopped) {
            return;
        }
        long now = System.nanoTime();
        for (int i = 0; i < MOST_IN_ROUND && due <= now; i++) {
            Publisher publisher = publishers.get(next);
            next = (next + 1) % publishers.size();
            if (publisher.room() > 0) {
                publisher.send(1, due);
            } else {
                traffic.problem("a message was due that could not be sent");
            }
            due += interval;
        }
        loop.eventLoop().schedule(this, Math.max(1, due - System.nanoTime()), TimeUnit.NANOSECONDS);
    }
}
