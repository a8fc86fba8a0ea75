package org.axletree.web.live;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Tells every open page what is new, twice a second, one page after the other in one thread. While no page is open nothing
 * runs.
 */
@ApplicationScoped
class LiveChannel {
    private static final Logger LOG = Logger.getLogger(LiveChannel.class.getName());
    private static final long EVERY_MILLIS = 500;
    private static final int MOST_PAGES = 500;
    private static final int MOST_OF_A_SESSION = 30;

    private final Queue<LivePage> pages = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean running = new AtomicBoolean();

    @Inject
    private LiveSources sources;

    @Resource
    private ManagedScheduledExecutorService executor;

    /** Whether there is room for one more page of a session. */
    boolean hasRoomFor(String sessionId) {
        long own = pages.stream()
                .filter(page -> !page.isOver() && page.sessionId().equals(sessionId))
                .count();
        return own < MOST_OF_A_SESSION && pages.size() < MOST_PAGES;
    }

    void open(LivePage page) {
        pages.add(page);
        if (running.compareAndSet(false, true)) {
            again(0);
        }
    }

    private void again(long delayMillis) {
        try {
            executor.schedule(this::round, delayMillis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException | IllegalStateException stopping) {
            running.set(false);
        }
    }

    private void round() {
        long now = System.currentTimeMillis();
        for (LivePage page : pages) {
            try {
                page.tell(sources, now);
            } catch (RuntimeException failure) {
                LOG.log(Level.FINE, "A page could not be told what is new", failure);
                page.end();
            }
        }
        pages.removeIf(LivePage::isOver);
        if (!pages.isEmpty()) {
            again(EVERY_MILLIS);
            return;
        }
        running.set(false);
        if (!pages.isEmpty() && running.compareAndSet(false, true)) {
            again(EVERY_MILLIS); // one came in between
        }
    }

    @PreDestroy
    void close() {
        pages.forEach(LivePage::end);
    }
}
