package org.axletree.mqtt.connection;

import io.netty.channel.Channel;
import java.util.Optional;
import org.axletree.core.outcome.Reason;

/** How the peer of one connection is heard: whether it is read from, and how long it may be silent or deaf. */
final class PeerLiveness {
    private final Channel channel;
    private final ReadControl readControl;
    private final KeepAliveTimer timer = new KeepAliveTimer();
    private boolean inSession;

    /** @param patienceSeconds a peer that reads nothing for so long will not begin to */
    PeerLiveness(Channel channel, int patienceSeconds) {
        this.channel = channel;
        this.readControl = new ReadControl(channel, patienceSeconds);
    }

    /** There is a session. @param keepAliveSeconds 0 for no end */
    void inSession(int keepAliveSeconds) {
        inSession = true;
        timer.keepAlive(keepAliveSeconds);
    }

    /** A packet came. */
    void heard(long now) {
        timer.heard(now);
    }

    /** Whether the peer reads what it is sent has changed. Answers whether it does. */
    boolean changed(long now) {
        if (readControl.changed(now)) {
            timer.heard(now);
            return true;
        }
        return false;
    }

    /** Whether to go on reading from the peer. */
    void want(boolean wanted, long now) {
        if (wanted) {
            // The time in which nobody read does not count against the peer.
            timer.heard(now);
        }
        readControl.want(wanted);
    }

    /** Reads no more, whatever is wanted. */
    void end() {
        readControl.end();
    }

    /**
     * Why to wait for the peer no longer, if so.
     *
     * @param crowded whether the memory is nearly used up, so that those who read nothing have to go at once
     */
    Optional<Reason> givesUp(long now, boolean crowded) {
        if (inSession && (readControl.isDeafForGood(now) || crowded && readControl.isDeaf())) {
            return Optional.of(Reason.SUBSCRIBER_TOO_SLOW);
        }
        if (inSession && !channel.config().isAutoRead()) {
            return Optional.empty();
        }
        return timer.end(now);
    }
}
