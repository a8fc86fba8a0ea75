package org.axletree.mqtt.wire;

import org.axletree.core.outcome.Reason;

/** A packet that the connection cannot go on after. Has no stack trace: it tells of the peer, not of the code. */
public final class PacketException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** @param message what was wrong, as {@code qos: 3 (expected: 0, 1 or 2)}; may go to the peer */
    public PacketException(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    static PacketException malformed(String message) {
        return new PacketException(Reason.MALFORMED_PACKET, message);
    }

    static PacketException protocolError(String message) {
        return new PacketException(Reason.PROTOCOL_ERROR, message);
    }

    public Reason reason() {
        return reason;
    }
}
