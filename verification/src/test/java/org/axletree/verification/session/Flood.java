package org.axletree.verification.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/** Clients that do the same all at once, as fast as they are read from. They are closed afterwards. */
final class Flood {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration LOOK = Duration.ofMillis(100);

    private Flood() {}

    /** What a client does again and again. */
    interface Deed {
        /** Answers false if its connection has ended. */
        boolean by(GreedyClient client, int number);
    }

    /** So many times each, until everything they said was read. */
    static String of(List<GreedyClient> clients, int times, Deed deed) {
        finish(start(clients, client -> {
            for (int i = 0; i < times && deed.by(client, i); i++) {
                // That is all.
            }
            client.subscribe("end");
        }));
        clients.forEach(GreedyClient::close);
        return "%,d of %d senders".formatted(times * clients.size(), clients.size());
    }

    /** Until something is seen, however long that takes, and everything they said was read. */
    static void until(String what, BooleanSupplier seen, List<GreedyClient> clients, Deed deed) {
        AtomicBoolean over = new AtomicBoolean();
        List<Thread> threads = start(clients, client -> {
            for (int i = 0; !over.get() && deed.by(client, i); i++) {
                // Again.
            }
            client.subscribe("end");
        });
        try {
            await(what, seen);
        } finally {
            over.set(true);
            finish(threads);
            clients.forEach(GreedyClient::close);
        }
    }

    /** Until something is seen; what is under way then is cut off. */
    static void cutOffWhen(String what, BooleanSupplier seen, List<GreedyClient> clients, Deed deed) {
        List<Thread> threads = start(clients, client -> {
            for (int i = 0; deed.by(client, i); i++) {
                // Until its connection is closed.
            }
        });
        try {
            await(what, seen);
        } finally {
            clients.forEach(GreedyClient::close);
            finish(threads);
        }
    }

    private static void await(String what, BooleanSupplier seen) {
        Awaitility.await(what).atMost(PATIENCE).pollInterval(LOOK).until(seen::getAsBoolean);
    }

    private static List<Thread> start(List<GreedyClient> clients, Consumer<GreedyClient> life) {
        List<Thread> threads = clients.stream()
                .map(client -> new Thread(() -> life.accept(client), "flood"))
                .toList();
        threads.forEach(Thread::start);
        return threads;
    }

    private static void finish(List<Thread> threads) {
        try {
            for (Thread thread : threads) {
                thread.join(PATIENCE.toMillis());
                assertThat(thread.isAlive()).as("it is still waiting").isFalse();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
