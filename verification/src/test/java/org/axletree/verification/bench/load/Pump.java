package org.axletree.verification.bench.load;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets publishers send as fast as the broker delivers: so many deliveries may be outstanding in all. Runs once in every
 * round of the event loop, until it is stopped.
 */
final class Pump implements Sending, Runnable {
    /** Most messages of one round, so that what came in is read in between. */
    private static final int MOST_IN_ROUND = 4_000;
    /**
     * After a round that brought little the loop naps, so that reads, acknowledgements and writes gather as they would in a
     * network card. It does not nap when much comes in: that would limit a fast broker.
     */
    private static final long NAP_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

    private static final int LITTLE = 150;
    /** QoS 0 may be dropped: what has not come by then is not waited for. */
    private static final long WRITE_OFF_AFTER = TimeUnit.MILLISECONDS.toNanos(500);

    private final GeneratorLoop loop;
    private final List<Publisher> publishers;
    private final Traffic traffic;
    private final int batch;
    private final int window;
    private final int deliveriesOfEach;

    private boolean stopped;
    private int next;
    private long seen;
    private long progressAt = System.nanoTime();
    private long writtenOff;

    /**
     * @param batch messages in one write
     * @param window deliveries outstanding in all
     * @param deliveriesOfEach deliveries of one message; 0 if only its acknowledgement is waited for
     */
    Pump(GeneratorLoop loop, List<Publisher> publishers, Traffic traffic, int batch, int window, int deliveriesOfEach) {
        this.loop = loop;
        this.publishers = publishers;
        this.traffic = traffic;
        this.batch = batch;
        this.window = Math.max(window, batch * deliveriesOfEach);
        this.deliveriesOfEach = deliveriesOfEach;
    }

    @Override
    public void start() {
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
        long progress = traffic.received + traffic.acknowledged - seen;
        seen += progress;
        if (progress > 0) {
            progressAt = now;
        } else if (now - progressAt > WRITE_OFF_AFTER) {
            writtenOff = traffic.sent * deliveriesOfEach - traffic.received;
            progressAt = now;
        }
        send(now);
        if (progress < LITTLE) {
            LockSupport.parkNanos(NAP_NANOS);
        } else if (progress < 10 * LITTLE) {
            LockSupport.parkNanos(NAP_NANOS / 5);
        }
        // Not execute: the event loop would run it again before it reads.
        loop.eventLoop().schedule(this, 1, TimeUnit.NANOSECONDS);
    }

    private void send(long now) {
        int budget = MOST_IN_ROUND;
        int unable = 0;
        while (unable < publishers.size() && budget > 0 && hasRoom()) {
            Publisher publisher = publishers.get(next);
            next = (next + 1) % publishers.size();
            int count = Math.min(batch, publisher.room());
            if (count == 0) {
                unable++;
                continue;
            }
            unable = 0;
            publisher.send(count, now);
            budget -= count;
        }
    }

    private boolean hasRoom() {
        if (deliveriesOfEach == 0) {
            return true;
        }
        long outstanding = traffic.sent * deliveriesOfEach - traffic.received - writtenOff;
        return outstanding + (long) batch * deliveriesOfEach <= window;
    }
}
