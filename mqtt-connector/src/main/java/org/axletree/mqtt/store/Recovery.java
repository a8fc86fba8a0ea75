package org.axletree.mqtt.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.axletree.mqtt.store.Change.Kind;

/** Makes of records what {@link RecoveryListener} hear, and finds what nobody needs any more. */
final class Recovery implements Consumer<Change> {
    private final RecoveryListener survivors;
    private final Ledger ledger;
    private final StoreClock clock;
    private final Set<Long> sessions = new HashSet<>();
    /** What came of messages, by message and session: come before the messages. */
    private final Map<Long, Map<Long, Change>> progress = new HashMap<>();

    private final List<Change> leftovers = new ArrayList<>();
    private long highestId;

    Recovery(RecoveryListener survivors, Ledger ledger, StoreClock clock) {
        this.survivors = survivors;
        this.ledger = ledger;
        this.clock = clock;
    }

    long highestId() {
        return highestId;
    }

    /** Removals of records that belong to nothing. */
    List<Change> leftovers() {
        progress.values().forEach(ofUnknown -> ofUnknown.values().forEach(this::leftOver));
        progress.clear();
        return leftovers;
    }

    @Override
    public void accept(Change put) {
        switch (put.kind()) {
            case SESSION -> session(put);
            case MESSAGE -> message(put);
            case PROGRESS ->
                progress.computeIfAbsent(put.first(), id -> new HashMap<>()).put(put.second(), put);
            case RETAINED -> retained(put);
            case CLOCK -> clock.read(put.value());
            default -> ofSession(put);
        }
    }

    private void session(Change put) {
        highestId = Math.max(highestId, put.first());
        sessions.add(put.first());
        survivors.session(Records.session(put.first(), put.value()));
    }

    private void ofSession(Change put) {
        long session = put.first();
        if (!sessions.contains(session)) {
            leftOver(put);
        } else if (put.kind() == Kind.SUBSCRIPTION) {
            StoredSubscription subscription = Records.subscription(put.text(), put.value());
            // No number may be given again below it.
            highestId = Math.max(highestId, subscription.fedUpTo());
            survivors.subscription(session, subscription);
        } else if (put.kind() == Kind.WILL) {
            survivors.will(session, Records.will(put.value()));
        } else if (put.kind() == Kind.FED) {
            survivors.fed(session, put.second());
        } else {
            survivors.received(session, (int) put.second());
        }
    }

    private void message(Change put) {
        highestId = Math.max(highestId, put.first());
        RecordReader reader = new RecordReader(put.value());
        StoredMessage message = Records.message(put.first(), reader);
        Map<Long, Change> came =
                Optional.ofNullable(progress.remove(put.first())).orElse(Map.of());
        List<Waiting> waiting = new ArrayList<>();
        for (Recipient recipient : Records.recipients(reader)) {
            Waiting one = waiting(recipient, Optional.ofNullable(came.get(recipient.session())));
            if (sessions.contains(recipient.session()) && one.progress() != Progress.DONE) {
                waiting.add(one);
            }
        }
        if (waiting.isEmpty()) {
            leftOver(put);
            came.values().forEach(this::leftOver);
        } else {
            ledger.readBack(put.first(), waiting.size(), new ArrayList<>(came.keySet()));
            survivors.message(message, waiting);
        }
    }

    private static Waiting waiting(Recipient recipient, Optional<Change> came) {
        if (came.isEmpty()) {
            return new Waiting(recipient, Progress.QUEUED, 0);
        }
        RecordReader reader = new RecordReader(came.get().value());
        return new Waiting(recipient, Progress.of(reader.raw()), reader.count());
    }

    private void retained(Change put) {
        int end = put.text().indexOf('\0');
        StoredMessage message = Records.retained(put.text().substring(end + 1), put.value());
        highestId = Math.max(highestId, message.id());
        survivors.retained(put.text().substring(0, end), message);
    }

    private void leftOver(Change put) {
        leftovers.add(new Change(put.kind(), put.first(), put.second(), put.text(), Change.REMOVED));
    }
}
