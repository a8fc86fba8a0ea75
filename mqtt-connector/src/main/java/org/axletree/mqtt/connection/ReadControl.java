package org.axletree.mqtt.connection;

import io.netty.channel.Channel;
import java.util.concurrent.TimeUnit;

/**
 * Whether a connection is read from. Not while somebody asks it to wait, and not while the peer does not read what it is
 * answered: else its answers would fill the memory, one PINGRESP after the other.
 */
final class ReadControl {
    private final Channel channel;
    private final long patienceNanos;
    private boolean wanted = true;
    private boolean over;
    private boolean deaf;
    private long deafSince;

    /** @param patienceSeconds a peer that reads nothing for so long will not begin to */
    ReadControl(Channel channel, int patienceSeconds) {
        this.channel = channel;
        this.patienceNanos = TimeUnit.SECONDS.toNanos(patienceSeconds);
    }

    void want(boolean reading) {
        wanted = reading;
        apply();
    }

    /** Never again, whatever is wanted. */
    void end() {
        over = true;
        apply();
    }

    /** Whether the peer reads has changed. Answers whether it does. */
    boolean changed(long now) {
        deaf = !channel.isWritable();
        deafSince = now;
        apply();
        return !deaf;
    }

    boolean isDeaf() {
        return deaf;
    }

    boolean isDeafForGood(long now) {
        return deaf && now - deafSince > patienceNanos;
    }

    private void apply() {
        channel.config().setAutoRead(wanted && !over && !deaf);
    }
}
