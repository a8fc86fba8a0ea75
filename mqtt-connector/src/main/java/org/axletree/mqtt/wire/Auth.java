package org.axletree.mqtt.wire;

import io.netty.buffer.ByteBuf;
import java.util.Optional;

/**
 * AUTH (MQTT 5 section 3.15).
 *
 * @param reasonCode {@link #CONTINUE} or {@link #AGAIN}
 * @param method of the exchange that it belongs to
 * @param data what the method says; empty where it says nothing
 */
public record Auth(int reasonCode, String method, Optional<byte[]> data) {
    /** The exchange is over, and all is well: for servers to say. */
    public static final int SUCCESS = 0x00;

    /** The exchange goes on. */
    public static final int CONTINUE = 0x18;

    /** The client wants to prove itself once more. */
    public static final int AGAIN = 0x19;

    /** @throws PacketException if the packet is malformed, or not one that a client may send */
    public static Auth read(ByteBuf buffer, int from, int to) {
        Fields fields = new Fields(buffer, from, to);
        // Without a reason code it is 0x00 (section 3.15.2.1).
        int reason = fields.hasMore() ? fields.oneByte("reason code") : SUCCESS;
        if (reason != CONTINUE && reason != AGAIN) {
            throw PacketException.protocolError(
                    "reason code: 0x" + Integer.toHexString(reason) + " (expected: 0x18 or 0x19)");
        }
        Properties list = Properties.read(fields, Property.Place.AUTH);
        fields.requireEnd();
        String method = list.text(Property.AUTHENTICATION_METHOD)
                .orElseThrow(() -> PacketException.protocolError(
                        "no authentication method (expected: the one of CONNECT)")); // section 3.15.2.2.2
        return new Auth(reason, method, list.binary(Property.AUTHENTICATION_DATA));
    }
}
