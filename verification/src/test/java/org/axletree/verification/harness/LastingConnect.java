package org.axletree.verification.harness;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Optional;
import org.axletree.verification.harness.Fleet.Device;

/**
 * A CONNECT of MQTT 5 for a session that outlives its connection (section 3.1), called what the device is called.
 *
 * @param sessionExpirySeconds how long it lives without a connection
 */
public record LastingConnect(Device device, int sessionExpirySeconds, Optional<LateWill> will) {
    private static final int SESSION_EXPIRY_INTERVAL = 0x11;
    private static final int WILL_DELAY_INTERVAL = 0x18;
    private static final int USER_NAME = 0x80;
    private static final int WILL_AT_QOS_1 = 0x0c;

    /** A will at QoS 1 that is said so long after the connection was lost, or when the session ends. */
    public record LateWill(String topic, String payload, int delaySeconds) {}

    public static LastingConnect of(Device device, int sessionExpirySeconds) {
        return new LastingConnect(device, sessionExpirySeconds, Optional.empty());
    }

    public LastingConnect leaving(String topic, String payload, int delaySeconds) {
        return new LastingConnect(
                device, sessionExpirySeconds, Optional.of(new LateWill(topic, payload, delaySeconds)));
    }

    /** Connects; answers whether the session was there. */
    public boolean on(MqttLine line) {
        line.send(packet());
        byte[] connack = line.read(MqttLine.PATIENCE).orElseThrow().body();
        if (connack[1] != 0) {
            throw new IllegalStateException("CONNACK " + connack[1] + " (expected: 0)");
        }
        return connack[0] == 1;
    }

    private Packet packet() {
        return Packet.of(Packet.CONNECT, 0, out -> {
            out.writeUTF("MQTT");
            out.writeByte(5);
            out.writeByte(USER_NAME | (will.isPresent() ? WILL_AT_QOS_1 : 0));
            out.writeShort(0);
            writeSeconds(out, SESSION_EXPIRY_INTERVAL, sessionExpirySeconds);
            out.writeUTF(device.id());
            if (will.isPresent()) {
                writeSeconds(out, WILL_DELAY_INTERVAL, will.get().delaySeconds());
                out.writeUTF(will.get().topic());
                out.writeUTF(will.get().payload());
            }
            out.writeUTF(device.id());
        });
    }

    /** Properties of which there is one. */
    private static void writeSeconds(DataOutputStream out, int property, int seconds) throws IOException {
        out.writeByte(1 + Integer.BYTES);
        out.writeByte(property);
        out.writeInt(seconds);
    }
}
