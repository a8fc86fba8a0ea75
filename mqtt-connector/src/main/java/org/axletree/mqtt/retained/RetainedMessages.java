package org.axletree.mqtt.retained;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.axletree.core.outcome.Reason;
import org.axletree.core.time.SteadyClock;
import org.axletree.core.topic.TopicFilter;
import org.axletree.door.pressure.Allowance;
import org.axletree.door.pressure.Allowances;
import org.axletree.door.pressure.Footprint;
import org.axletree.mqtt.store.Changes;
import org.axletree.mqtt.store.Commit;
import org.axletree.mqtt.store.StoredMessage;

/**
 * The retained messages of all hubs (MQTT 5 section 3.3.1.3), in memory for whoever subscribes and in the store for the time
 * after. From any event loop, each with its own changes: a message may be seen as soon as it is put, and must not be
 * acknowledged before the changes are committed.
 */
public final class RetainedMessages {
    private static final String OF_THE_SERVER = "$SYS";

    private final Map<String, RetainedTree> trees = new ConcurrentHashMap<>();
    /** What the server says about itself, in memory only. */
    private final Map<String, RetainedTree> shown = new ConcurrentHashMap<>();

    private final Expiries expiries = new Expiries();
    private final Allowances allowances;
    private final int mostPerHub;
    private final SteadyClock clock;

    /**
     * @param allowances what the hubs may keep; retained messages are a part of it (scaleway.md K2)
     * @param mostPerHub most retained messages of a hub
     * @param clock by which they expire
     */
    public RetainedMessages(Allowances allowances, int mostPerHub, SteadyClock clock) {
        this.allowances = allowances;
        this.clock = clock;
        this.mostPerHub = mostPerHub;
    }

    /** A message that survived a restart; there is room for it in any case. */
    public void survived(String hubId, StoredMessage message) {
        allowances.of(hubId).takeAnyway(size(message));
        tree(hubId).put(message);
        expiries.add(hubId, message);
    }

    /**
     * Makes a message the retained one of its topic; an empty payload ends the one that is there (MQTT-3.3.1-6).
     *
     * @param changes of the caller's event loop, to be committed by the caller
     * @return why it is refused; the topic then keeps the message it had
     */
    public Optional<Reason> put(String hubId, StoredMessage message, Changes changes) {
        if (message.payload().length == 0) {
            remove(hubId, message.topic(), changes);
            return Optional.empty();
        }
        Optional<Reason> refusal = takeRoom(hubId, message);
        if (refusal.isPresent() && removeExpired(hubId, changes)) {
            refusal = takeRoom(hubId, message);
        }
        if (refusal.isPresent()) {
            return refusal;
        }
        tree(hubId).put(message).ifPresent(before -> replaced(hubId, before));
        expiries.add(hubId, message);
        write(hubId, message.topic(), changes);
        return Optional.empty();
    }

    private Optional<Reason> takeRoom(String hubId, StoredMessage message) {
        RetainedTree tree = tree(hubId);
        Allowance allowance = allowances.of(hubId);
        if (tree.size() >= mostPerHub && tree.get(message.topic()).isEmpty()) {
            return Optional.of(Reason.QUOTA_EXCEEDED);
        }
        return allowance.take(size(message)) ? Optional.empty() : Optional.of(allowance.refusal());
    }

    /**
     * Removes the retained message of a topic; answers whether there was one.
     *
     * @param changes of the caller's event loop, to be committed by the caller
     */
    public boolean remove(String hubId, String topic, Changes changes) {
        Optional<StoredMessage> removed = Optional.ofNullable(trees.get(hubId)).flatMap(tree -> tree.remove(topic));
        removed.ifPresent(before -> {
            replaced(hubId, before);
            write(hubId, topic, changes);
        });
        return removed.isPresent();
    }

    private void replaced(String hubId, StoredMessage before) {
        allowances.of(hubId).give(size(before));
        expiries.remove(hubId, before);
    }

    /**
     * Writes what is on a topic now. Two event loops may have changed it at once and commit in another order: each looks again
     * when its change is written, so that the last to be written is what is in memory.
     */
    private void write(String hubId, String topic, Changes changes) {
        Optional<StoredMessage> present = get(hubId, topic);
        if (present.isPresent()) {
            changes.retained(hubId, present.get());
        } else {
            changes.forgetRetained(hubId, topic);
        }
        changes.afterwards(new Commit() {
            @Override
            public void committed() {
                if (get(hubId, topic).orElse(null) != present.orElse(null)) {
                    write(hubId, topic, changes);
                    changes.commitLater();
                }
            }

            @Override
            public void failed() {
                // Whoever published it is not told that it was kept.
            }
        });
    }

    /** The retained message of a topic, be it expired. */
    public Optional<StoredMessage> get(String hubId, String topic) {
        return Optional.ofNullable(trees.get(hubId)).flatMap(tree -> tree.get(topic));
    }

    /**
     * The retained messages of a hub whose topics match, found one after the other as they are asked for, so that many can be
     * taken in several turns. Expired ones may be among them. For one thread.
     */
    public Iterator<StoredMessage> match(String hubId, TopicFilter filter) {
        // No wildcard leads there (MQTT-4.7.2-1), so a filter finds either the one or the other.
        boolean ofTheServer = filter.levels().get(0).equals(OF_THE_SERVER);
        RetainedTree tree = (ofTheServer ? shown : trees).get(hubId);
        return tree == null ? Collections.emptyIterator() : tree.match(filter);
    }

    /** Something below {@code $SYS} that the server says about itself: neither stored nor counted. */
    public void show(String hubId, StoredMessage message) {
        shown.computeIfAbsent(hubId, id -> new RetainedTree()).put(message);
    }

    /** Forgets all that was shown to a hub. */
    public void unshow(String hubId) {
        shown.remove(hubId);
    }

    /** How many there are in a hub. */
    public int count(String hubId) {
        return Optional.ofNullable(trees.get(hubId)).map(RetainedTree::size).orElse(0);
    }

    /** Removes some of those that have expired. To be called now and then, with the changes of the caller's loop. */
    public void removeExpired(long nowMillis, Changes changes) {
        expiries.due(nowMillis).forEach(due -> remove(due, changes));
        changes.commitLater();
    }

    /** Makes room in a hub; answers whether something had expired. */
    private boolean removeExpired(String hubId, Changes changes) {
        List<Expiries.Expiry> due = expiries.due(hubId, clock.millis());
        due.forEach(each -> remove(each, changes));
        return !due.isEmpty();
    }

    private void remove(Expiries.Expiry due, Changes changes) {
        RetainedTree tree = trees.get(due.hubId());
        if (tree != null && tree.remove(due.message())) {
            allowances.of(due.hubId()).give(size(due.message()));
            write(due.hubId(), due.message().topic(), changes);
        }
    }

    /** The hub is deleted, and all its retained messages with it. */
    public void forgetHub(String hubId, Changes changes) {
        RetainedTree tree = trees.remove(hubId);
        if (tree == null) {
            return;
        }
        for (Iterator<StoredMessage> all = tree.all(); all.hasNext(); ) {
            StoredMessage message = all.next();
            if (tree.remove(message)) {
                replaced(hubId, message);
                write(hubId, message.topic(), changes);
            }
        }
        expiries.forget(hubId);
        changes.commitLater();
    }

    private RetainedTree tree(String hubId) {
        RetainedTree present = trees.get(hubId);
        return present != null ? present : trees.computeIfAbsent(hubId, id -> new RetainedTree());
    }

    /** What it counts for in the allowance. */
    private static int size(StoredMessage message) {
        return Footprint.retained(message.topic(), message.properties().length, message.payload().length);
    }
}
