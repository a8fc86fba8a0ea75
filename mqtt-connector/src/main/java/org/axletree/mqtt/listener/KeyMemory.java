package org.axletree.mqtt.listener;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.axletree.core.door.KeyKind;

/**
 * What is known of the networks that devices come from: in which there are rare keys, which only the JDK's TLS takes, and in
 * which there are none (ADR 31). For all event loops at once.
 *
 * <p>The three lists are apart, so that no one can be pushed out by what gets more easily into another: a network is suspected
 * after a handshake that ended with nothing shown, but it is on the list of rare keys only when the hub has recognised one.
 */
final class KeyMemory {
    /** A device tries again within minutes. */
    private static final long SUSPICION_NANOS = TimeUnit.HOURS.toNanos(1);
    /** For devices that report once a day. */
    private static final long LIFE_NANOS = TimeUnit.DAYS.toNanos(2);

    private final RecentNetworks suspected;
    private final RecentNetworks withRareKeys;
    private final RecentNetworks withoutRareKeys;
    private volatile Set<KeyKind> expected = Set.of();

    /** Which TLS a connection is to get. */
    enum Advice {
        NATIVE,
        JAVA,
        /** The JDK's, if the client names a kind of key that is expected. */
        DEPENDS
    }

    /** @param most networks on each list */
    KeyMemory(int most, long now) {
        suspected = new RecentNetworks(most, SUSPICION_NANOS, now);
        withRareKeys = new RecentNetworks(most, LIFE_NANOS, now);
        withoutRareKeys = new RecentNetworks(most, LIFE_NANOS, now);
    }

    /** Somebody may come with a key of this kind, from whatever network. */
    synchronized void expect(KeyKind kind, long now) {
        if (kind.isRare()) {
            EnumSet<KeyKind> more = EnumSet.of(kind);
            more.addAll(expected);
            expected = Set.copyOf(more);
            withoutRareKeys.clear(now);
        }
    }

    Set<KeyKind> expected() {
        return expected;
    }

    Advice advice(long network, long now) {
        if (withRareKeys.contains(network, now) || suspected.contains(network, now)) {
            return Advice.JAVA;
        }
        return expected.isEmpty() || withoutRareKeys.contains(network, now) ? Advice.NATIVE : Advice.DEPENDS;
    }

    /** Somebody was offered the common kinds of keys and showed nothing. Answers whether that is news. */
    boolean suspect(long network, long now) {
        return suspected.add(network, now);
    }

    /** Somebody with a rare key was recognised, or was here until now. */
    void sawRareKey(long network, long now) {
        withRareKeys.add(network, now);
        suspected.remove(network);
        withoutRareKeys.remove(network);
    }

    /** Somebody who was offered every kind had no use for it. */
    void sawNone(long network, long now) {
        suspected.remove(network);
        gotOnWithout(network, now);
    }

    /** Somebody who was offered every kind did not get in, whatever the key. */
    void sawNobody(long network) {
        suspected.remove(network);
    }

    /** Somebody got in by the native TLS. */
    void gotOnWithout(long network, long now) {
        if (!expected.isEmpty()) {
            withoutRareKeys.add(network, now);
        }
    }
}
