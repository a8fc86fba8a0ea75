package org.axletree.hub.live;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** One who watches: from where on, and what of it. For one thread; to be closed by it. */
public final class Watch<T> implements AutoCloseable {
    /** Sees the whole tape, and asks for nothing that went before it. */
    private static final long BEFORE_ALL = -1;

    private final Tape<T> tape;
    private final Predicate<? super T> wanted;
    private final Runnable leave;
    private long seen;
    private boolean gap;

    Watch(Tape<T> tape, Optional<String> lastId, boolean fromTheStart, Predicate<? super T> wanted, Runnable leave) {
        this.tape = tape;
        this.wanted = wanted;
        this.leave = leave;
        if (lastId.isPresent()) {
            long number = tape.numberOf(lastId.get());
            this.gap = number < 0;
            this.seen = Math.max(0, number);
        } else {
            this.seen = fromTheStart ? BEFORE_ALL : tape.last();
        }
    }

    /**
     * What came since the last call.
     *
     * @param patienceMillis how long to wait where there is nothing
     */
    public Glimpse<T> next(long patienceMillis) throws InterruptedException {
        // Who was away for longer than the hub remembers is told at once, whether or not anything is there.
        Glimpse<T> glimpse = tape.after(seen, gap ? 0 : patienceMillis);
        boolean missed = gap || glimpse.missed() && seen != BEFORE_ALL;
        gap = false;
        if (!glimpse.found().isEmpty()) {
            seen = tape.numberOf(glimpse.found().get(glimpse.found().size() - 1).id());
        }
        List<Numbered<T>> found = glimpse.found().stream()
                .filter(each -> wanted.test(each.value()))
                .toList();
        return new Glimpse<>(found, missed, glimpse.ended());
    }

    @Override
    public void close() {
        leave.run();
    }
}
