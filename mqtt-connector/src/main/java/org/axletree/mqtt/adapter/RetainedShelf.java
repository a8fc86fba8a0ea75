package org.axletree.mqtt.adapter;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.axletree.core.door.RetainedPage;
import org.axletree.core.time.SteadyClock;
import org.axletree.core.topic.TopicFilter;
import org.axletree.mqtt.loop.Loop;
import org.axletree.mqtt.retained.RetainedMessages;
import org.axletree.mqtt.store.Commit;
import org.axletree.mqtt.store.StoredMessage;

/** Retained messages as people look at them, and remove them. From any thread. */
final class RetainedShelf {
    /** So many are removed in one turn of an event loop, which has others to serve. */
    private static final int TURN = 200;

    private static final Comparator<StoredMessage> BY_TOPIC = Comparator.comparing(StoredMessage::topic);

    private final RetainedMessages retained;
    private final List<Loop> loops;
    private final SteadyClock clock;

    RetainedShelf(RetainedMessages retained, List<Loop> loops, SteadyClock clock) {
        this.retained = retained;
        this.loops = loops;
        this.clock = clock;
    }

    /** Only those of the page are kept while all are looked at, however many there are. */
    RetainedPage page(String hubId, TopicFilter filter, String after, int most) {
        long now = clock.millis();
        long total = 0;
        PriorityQueue<StoredMessage> first = new PriorityQueue<>(BY_TOPIC.reversed());
        for (Iterator<StoredMessage> found = retained.match(hubId, filter); found.hasNext(); ) {
            StoredMessage message = found.next();
            if (message.expiresAt() <= now) {
                continue;
            }
            total++;
            if (message.topic().compareTo(after) > 0) {
                first.add(message);
                if (first.size() > most) {
                    first.poll();
                }
            }
        }
        return new RetainedPage(
                total,
                first.stream().sorted(BY_TOPIC).map(each -> entry(each, now)).toList());
    }

    private static RetainedPage.Entry entry(StoredMessage message, long now) {
        byte[] payload = message.payload();
        return new RetainedPage.Entry(
                message.topic(),
                message.qos(),
                message.receivedAt(),
                message.expiresAt() == StoredMessage.NEVER
                        ? OptionalLong.empty()
                        : OptionalLong.of(TimeUnit.MILLISECONDS.toSeconds(message.expiresAt() - now)),
                payload.length,
                Arrays.copyOf(payload, Math.min(payload.length, RetainedPage.MOST_PAYLOAD)));
    }

    /** Answered when it survives that they are gone. */
    CompletionStage<Integer> remove(String hubId, TopicFilter filter) {
        Loop loop = loops.get(Math.floorMod(hubId.hashCode(), loops.size()));
        Removal removal = new Removal(hubId, loop, retained.match(hubId, filter));
        removal.goOn();
        return removal.answer;
    }

    /** Removes what was found, turn by turn of one event loop. */
    private final class Removal implements Commit {
        private final String hubId;
        private final Loop loop;
        private final Iterator<StoredMessage> found;
        private final CompletableFuture<Integer> answer = new CompletableFuture<>();
        private int removed;

        Removal(String hubId, Loop loop, Iterator<StoredMessage> found) {
            this.hubId = hubId;
            this.loop = loop;
            this.found = found;
        }

        void goOn() {
            try {
                loop.eventLoop().execute(this::turn);
            } catch (RejectedExecutionException closing) {
                answer.completeExceptionally(closing);
            }
        }

        private void turn() {
            for (int i = 0; i < TURN && found.hasNext(); i++) {
                if (retained.remove(hubId, found.next().topic(), loop.journal().changes())) {
                    removed++;
                }
            }
            if (found.hasNext()) {
                goOn();
            } else {
                loop.journal().then(this);
            }
        }

        @Override
        public void committed() {
            answer.completeAsync(() -> removed);
        }

        @Override
        public void failed() {
            answer.completeExceptionally(new IllegalStateException("retained messages may not be removed"));
        }
    }
}
