package org.axletree.mqtt.packet;

import io.netty.channel.Channel;
import java.util.Optional;
import org.axletree.core.outcome.Reason;

/** How the peer of one connection is heard: whether it is read from, and how long it may be silent or deaf. */
final class Hearing {
    private final Channel channel;
    private final Reading reading;
    private final Patience patience = new Patience();
    private boolean inSession;

    /** @param patienceSeconds a peer that reads nothing for so long will not begin to */
    Hearing(Channel channel, int patienceSeconds) {
        this.channel = channel;
        this.reading = new Reading(channel, patienceSeconds);
    }

    /** There is a session. @param keepAliveSeconds 0 for no end */
    void inSession(int keepAliveSeconds) {
        inSession = true;
        patience.keepAlive(keepAliveSeconds);
    }

    /** A packet came. */
    void heard(long now) {
        patience.heard(now);
    }

    /** Whether the peer reads what it is sent has changed. Answers whether it does. */
    boolean changed(long now) {
        if (reading.changed(now)) {
            patience.heard(now);
            return true;
        }
        return false;
    }

    /** Whether to go on reading from the peer. */
    void want(boolean wanted, long now) {
        if (wanted) {
            // The time in which nobody read does not count against the peer.
            patience.heard(now);
        }
        reading.want(wanted);
    }

    /** Reads no more, whatever is wanted. */
    void end() {
        reading.end();
    }

    /** Why to wait for the peer no longer, if so. */
    Optional<Reason> givesUp(long now) {
        if (inSession && reading.isDeafForGood(now)) {
            return Optional.of(Reason.SUBSCRIBER_TOO_SLOW);
        }
        if (inSession && !channel.config().isAutoRead()) {
            return Optional.empty();
        }
        return patience.end(now);
    }
}
