package org.axletree.mqtt.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;

/** What is written in one turn of an event loop, and goes out when the turn ends. On that event loop. */
public final class FlushRound {
    private final Executor eventLoop;
    private final List<Written> toFlush = new ArrayList<>();
    private final Runnable round = this::flush;

    /** Something that is written in one turn. */
    public interface Written {
        /** The turn ends. */
        void flush();
    }

    FlushRound(Executor eventLoop) {
        this.eventLoop = eventLoop;
    }

    /** Flushes it when the turn ends. */
    public void add(Written written) {
        if (toFlush.isEmpty()) {
            eventLoop.execute(round);
        }
        toFlush.add(written);
    }

    private void flush() {
        // A flush may make channels writable and so bring more to flush.
        for (int i = 0; i < toFlush.size(); i++) {
            toFlush.get(i).flush();
        }
        toFlush.clear();
    }
}
