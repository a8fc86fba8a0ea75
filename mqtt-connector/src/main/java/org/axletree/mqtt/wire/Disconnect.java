package org.axletree.mqtt.wire;

import io.netty.buffer.ByteBuf;
import java.util.OptionalLong;

/**
 * DISCONNECT of a client (MQTT 5 section 3.14).
 *
 * @param reasonCode 0 unless it says otherwise
 * @param sessionExpirySeconds how long the session is to be kept now; empty for as long as CONNECT said
 */
public record Disconnect(int reasonCode, OptionalLong sessionExpirySeconds) {
    private static final Disconnect NORMAL = new Disconnect(0, OptionalLong.empty());

    /** @throws PacketException if the packet is malformed */
    public static Disconnect read(ByteBuf buffer, int from, int to, MqttVersion version) {
        if (from == to) {
            return NORMAL;
        }
        if (version != MqttVersion.MQTT_5) {
            throw PacketException.malformed("length: " + (to - from) + " (expected: 0)");
        }
        Fields fields = new Fields(buffer, from, to);
        int reason = fields.oneByte("reason code");
        ReasonCodes.requireOfDisconnect(reason);
        if (!fields.hasMore()) {
            return new Disconnect(reason, OptionalLong.empty());
        }
        Properties list = Properties.read(fields, Property.Place.DISCONNECT);
        fields.requireEnd();
        return new Disconnect(
                reason,
                list.has(Property.SESSION_EXPIRY)
                        ? OptionalLong.of(list.number(Property.SESSION_EXPIRY, 0))
                        : OptionalLong.empty());
    }
}
