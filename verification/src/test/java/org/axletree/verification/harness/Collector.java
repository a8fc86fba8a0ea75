package org.axletree.verification.harness;

import jakarta.jms.JMSRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Reads a queue to the end of the test, on a thread of its own, keeps each message before it acknowledges it, and logs in
 * again when the broker went away.
 */
public final class Collector implements AutoCloseable {
    /** Messages of one acknowledgement. */
    private static final int GROUP = 100;

    private static final Duration SOON = Duration.ofMillis(10);
    private static final Duration A_WHILE = Duration.ofMillis(500);

    private final Supplier<RouteConsumer> opener;
    private final Thread thread = new Thread(this::read, "collector");
    private final List<RouteConsumer.Received> received = new ArrayList<>();

    private volatile boolean closed;

    private Collector(Supplier<RouteConsumer> opener) {
        this.opener = opener;
    }

    public static Collector start(Supplier<RouteConsumer> opener) {
        Collector collector = new Collector(opener);
        collector.thread.setDaemon(true);
        collector.thread.start();
        return collector;
    }

    /** Everything so far, in the order it came. */
    public synchronized List<RouteConsumer.Received> received() {
        return List.copyOf(received);
    }

    public Set<String> texts() {
        Set<String> texts = new HashSet<>();
        received().forEach(each -> texts.add(each.text()));
        return texts;
    }

    public synchronized int count() {
        return received.size();
    }

    /** What the broker holds as more than one message; that it hands one message out again after a crash does not count. */
    public Set<String> twice() {
        return twice(later -> true);
    }

    /** What came twice, and the later one does not say so by the property "repeated", as it must after a crash of the hub. */
    public Set<String> twiceUnmarked() {
        return twice(later -> !Boolean.TRUE.equals(later.properties().get("repeated")));
    }

    private Set<String> twice(Predicate<RouteConsumer.Received> counts) {
        Map<String, String> once = new HashMap<>();
        Set<String> twice = new HashSet<>();
        received().forEach(each -> {
            String before = once.put(each.text(), each.id());
            if (before != null && !before.equals(each.id()) && counts.test(each)) {
                twice.add(each.text());
            }
        });
        return twice;
    }

    private void read() {
        while (!closed) {
            try (RouteConsumer consumer = opener.get()) {
                int kept = 0;
                while (!closed) {
                    Optional<RouteConsumer.Received> next = consumer.next(kept > 0 ? SOON : A_WHILE);
                    if (next.isPresent()) {
                        keep(next.get());
                        kept++;
                    }
                    if (kept == GROUP || kept > 0 && next.isEmpty()) {
                        consumer.acknowledge();
                        kept = 0;
                    }
                }
            } catch (JMSRuntimeException away) {
                pause();
            }
        }
    }

    private synchronized void keep(RouteConsumer.Received each) {
        received.add(each);
    }

    private void pause() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
