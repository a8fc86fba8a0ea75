package org.axletree.mqtt.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.core.door.Screening;

/** What the connections of one event loop published in one turn: screened in one call, at the turn's end or when it is much. */
public final class ScreeningBatch {
    private static final Logger LOG = Logger.getLogger(ScreeningBatch.class.getName());
    private static final int MOST_MESSAGES = 1_024;
    private static final int MOST_BYTES = 1024 * 1024;

    private final Loop loop;
    private final Runnable screen = this::screen;
    private final List<Screened> batch = new ArrayList<>(MOST_MESSAGES);
    private boolean scheduled;
    private boolean screening;
    private long bytes;

    ScreeningBatch(Loop loop) {
        this.loop = loop;
    }

    /** It is screened soon. */
    public void add(Screened publication) {
        batch.add(publication);
        bytes += publication.payloadSize();
        if (!scheduled) {
            scheduled = true;
            loop.eventLoop().execute(screen);
        }
        if (!screening && (batch.size() >= MOST_MESSAGES || bytes >= MOST_BYTES)) {
            // So that a sender who must wait is held before it fills the memory.
            screenBatch();
        }
    }

    /** Does not wait for the turn's end: a connection ends, and is still to hear of what it said before. */
    public void screenNow() {
        screenBatch();
    }

    private void screen() {
        scheduled = false;
        screenBatch();
    }

    private void screenBatch() {
        if (batch.isEmpty() || screening) {
            return;
        }
        screening = true;
        // What is said of it may end connections, whose wills are the next batch.
        int messages = batch.size();
        bytes = 0;
        try {
            long receivedAt = loop.clock().millis();
            for (int i = 0; i < messages; i++) {
                batch.get(i).receivedAt(receivedAt);
            }
            loop.counters().received.add(messages);
            apply(answers(), messages);
        } finally {
            batch.subList(0, messages).clear();
            screening = false;
        }
    }

    private Screening[] answers() {
        try {
            Screening[] answers = loop.inflow().screening().screen(batch);
            if (answers.length == batch.size()) {
                return answers;
            }
            LOG.severe(() -> "screen: " + answers.length + " answers (expected: " + batch.size() + ")");
        } catch (RuntimeException e) {
            LOG.log(Level.SEVERE, "Messages could not be screened", e);
        }
        return new Screening[0];
    }

    private void apply(Screening[] answers, int messages) {
        for (int i = 0; i < messages; i++) {
            Screened publication = batch.get(i);
            if (answers.length == 0) {
                publication.lose();
                publication.release();
            } else {
                apply(publication, answers[i]);
            }
        }
    }

    private static void apply(Screened publication, Screening answer) {
        try {
            publication.screened(answer);
        } catch (RuntimeException | OutOfMemoryError e) {
            // Netty's limit of direct memory is an OutOfMemoryError too, and ends one message only.
            LOG.log(Level.SEVERE, "A message could not be passed on", e);
            publication.lose();
        }
    }
}
