package org.axletree.mqtt.adapter;

import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.axletree.mqtt.loop.Loop;
import org.axletree.mqtt.session.attachment.Connection;

/** The event loops of the door, all together. From any thread. */
final class Loops {
    private static final long WITHIN = TimeUnit.SECONDS.toNanos(2);
    private static final long LATELY = TimeUnit.SECONDS.toNanos(5);

    private final List<Loop> all = new ArrayList<>();

    /** Only while the door opens. */
    void add(Loop loop) {
        all.add(loop);
    }

    List<Loop> all() {
        return all;
    }

    void start() {
        all.forEach(Loop::start);
    }

    /** A hub is gone. */
    void forget(String hubId) {
        all.forEach(loop -> loop.forget(hubId));
    }

    /** Whether each of them did its regular work lately. */
    boolean areResponsive() {
        return all.stream().allMatch(loop -> loop.answeredWithin(LATELY));
    }

    /** Waits until every event loop has done what it was told before, but not long. */
    void settle() {
        try {
            onEach(loop -> {});
        } catch (RejectedExecutionException closing) {
            // Nobody is left who could have to obey.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Does it on each event loop, and waits for that, but not long. */
    void onEach(Consumer<Loop> action) throws InterruptedException {
        List<Future<?>> done = new ArrayList<>();
        for (Loop loop : all) {
            done.add(loop.eventLoop().submit(() -> action.accept(loop)));
        }
        for (Future<?> one : done) {
            one.await(WITHIN, TimeUnit.NANOSECONDS);
        }
    }

    /** The same with each connection. */
    void onEachConnection(Consumer<Connection> action) throws InterruptedException {
        onEach(loop -> connections(loop).forEach(action));
    }

    private static Stream<Connection> connections(Loop loop) {
        return loop.watched().stream().filter(Connection.class::isInstance).map(Connection.class::cast);
    }
}
