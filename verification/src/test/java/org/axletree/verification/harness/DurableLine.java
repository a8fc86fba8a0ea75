package org.axletree.verification.harness;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.List;

/** A connection of MQTT 3.1.1 with a session that outlives it. A server that dies is an {@link UncheckedIOException}. */
public final class DurableLine implements AutoCloseable {
    private static final int PATIENCE_MS = 60_000;
    private static final int CLEAN_SESSION = 0x02;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final boolean sessionPresent;

    private DurableLine(RunningHub hub, Packet connect) {
        try {
            socket = new Socket("127.0.0.1", hub.mqttPort());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MS);
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
            send(connect);
            Packet connack = Packet.readFrom(in);
            if (connack.type() != Packet.CONNACK || connack.body()[1] != 0) {
                throw new IllegalStateException("answer to CONNECT: " + connack + " (expected: CONNACK 0)");
            }
            sessionPresent = connack.body()[0] == 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static DurableLine open(RunningHub hub, Fleet.Device device) {
        return new DurableLine(hub, Packet.of(Packet.CONNECT, 0, out -> {
            Packet connect = Packet.connect(device.id(), device.id());
            connect.body()[7] &= ~CLEAN_SESSION;
            out.write(connect.body());
        }));
    }

    /** A connection that leaves a message at QoS 1 if it is lost. */
    public static DurableLine openWithWill(RunningHub hub, Fleet.Device device, String topic, String will) {
        return new DurableLine(hub, Packet.of(Packet.CONNECT, 0, out -> {
            out.writeUTF("MQTT");
            out.writeByte(4);
            out.writeByte(0x80 | 0x0c);
            out.writeShort(0);
            out.writeUTF(device.id());
            out.writeUTF(topic);
            out.writeUTF(will);
            out.writeUTF(device.id());
        }));
    }

    public boolean sessionPresent() {
        return sessionPresent;
    }

    public DurableLine subscribe(String filter, int qos) {
        send(Packet.subscribe(1, qos, filter));
        Packet suback = read();
        if (suback.type() != Packet.SUBACK || suback.body()[2] != qos) {
            throw new IllegalStateException("answer to SUBSCRIBE: " + suback + " (expected: SUBACK " + qos + ")");
        }
        return this;
    }

    void send(Packet packet) {
        send(List.of(packet));
    }

    /** All in one go. */
    void send(List<Packet> packets) {
        try {
            for (Packet packet : packets) {
                packet.writeTo(out);
            }
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Packet read() {
        try {
            return Packet.readFrom(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the connection without a DISCONNECT. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // There is nothing left to close.
        }
    }
}
