package org.axletree.mqtt.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.axletree.mqtt.store.Change.Kind;

/**
 * The changes of one event loop, gathered for a turn and then committed together. Used on its event loop only. Changes are
 * written in the order in which they were committed; changes of different loops have no order.
 */
public final class Changes {
    private final Store store;
    private final Executor home;
    private final RecordWriter writer = new RecordWriter();
    private List<Change> gathered = new ArrayList<>();
    private List<Commit> commits = new ArrayList<>(1);
    private long bytes;

    Changes(Store store, Executor home) {
        this.store = store;
        this.home = home;
    }

    /** A new session, or one with another expiry or connection. */
    public void session(StoredSession session) {
        put(Kind.SESSION, session.id(), 0, "", Records.encode(writer, session));
    }

    /** With its subscriptions, will, received packet identifiers and what it was fed; its messages are to be {@linkplain #done done with}. */
    public void forgetSession(long session) {
        remove(Kind.SESSION, session, 0, "");
    }

    public void subscription(long session, StoredSubscription subscription) {
        put(Kind.SUBSCRIPTION, session, 0, subscription.filter(), Records.encode(writer, subscription));
    }

    public void forgetSubscription(long session, String filter) {
        remove(Kind.SUBSCRIPTION, session, 0, filter);
    }

    public void will(long session, StoredWill will) {
        put(Kind.WILL, session, 0, "", Records.encode(writer, will));
    }

    public void forgetWill(long session) {
        remove(Kind.WILL, session, 0, "");
    }

    /** A QoS 2 message was received: its packet identifier is known until PUBREL. */
    public void received(long session, int packetId) {
        put(Kind.RECEIVED, session, packetId, "", new byte[] {RecordWriter.VERSION});
    }

    public void released(long session, int packetId) {
        remove(Kind.RECEIVED, session, packetId, "");
    }

    /**
     * A message that sessions wait for; stored once for all of them, until the last {@linkplain #done has it}.
     *
     * @param recipients one at least, each session once
     */
    public void message(StoredMessage message, List<Recipient> recipients) {
        put(Kind.MESSAGE, message.id(), recipients.size(), "", Records.encode(writer, message, recipients));
    }

    /** A message was sent to one of its recipients, or released by it: {@link Progress#SENT} or {@code RELEASED}. */
    public void progress(long message, long session, Progress progress, int packetId) {
        put(Kind.PROGRESS, message, session, "", Records.encode(writer, progress, packetId));
    }

    /** A recipient has the message, or will never get it: once for each recipient. */
    public void done(long message, long session) {
        remove(Kind.PROGRESS, message, session, "");
    }

    /** A retained message is on its way to a session whose subscription {@linkplain StoredSubscription#fedUpTo brings} it. */
    public void fed(long session, long retained) {
        put(Kind.FED, session, retained, "", new byte[] {RecordWriter.VERSION});
    }

    /** A session has all the retained messages that its subscriptions bring. */
    public void forgetFed(long session) {
        remove(Kind.FED, session, 0, "");
    }

    /** The retained message of its topic. */
    public void retained(String hubId, StoredMessage message) {
        put(Kind.RETAINED, 0, 0, retainedKey(hubId, message.topic()), Records.encodeRetained(writer, message));
    }

    public void forgetRetained(String hubId, String topic) {
        remove(Kind.RETAINED, 0, 0, retainedKey(hubId, topic));
    }

    /** Somebody who waits for what was gathered so far, whoever commits it. */
    public void afterwards(Commit commit) {
        commits.add(commit);
    }

    /** Hands over what was gathered. */
    public void commitLater() {
        if (!gathered.isEmpty() || !commits.isEmpty()) {
            store.commit(new Store.Batch(gathered, bytes, home, commits));
            gathered = new ArrayList<>();
            commits = new ArrayList<>(1);
            bytes = 0;
        }
    }

    /** Hands over what was gathered, be it nothing, and tells when it and all that was handed over before survives. */
    public void commit(Commit commit) {
        afterwards(commit);
        commitLater();
    }

    private static String retainedKey(String hubId, String topic) {
        return hubId + '\0' + topic;
    }

    private void put(Kind kind, long first, long second, String text, byte[] value) {
        add(new Change(kind, first, second, text, value));
    }

    private void remove(Kind kind, long first, long second, String text) {
        add(new Change(kind, first, second, text, Change.REMOVED));
    }

    private void add(Change change) {
        gathered.add(change);
        bytes += change.bytes();
    }
}
