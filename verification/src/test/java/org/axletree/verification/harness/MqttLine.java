package org.axletree.verification.harness;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** One connection of a device, driven packet by packet by the test's own thread. */
public final class MqttLine implements AutoCloseable {
    /** What {@link #connect} answers where the connection ended without a CONNACK. */
    public static final int CLOSED = -1;

    private static final int PATIENCE_MS = 60_000;

    static final Duration PATIENCE = Duration.ofMillis(PATIENCE_MS);

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final Deque<Packet> messages = new ArrayDeque<>();

    private int lastPacketId;

    private MqttLine(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MS);
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 1 << 16));
        this.out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 1 << 16));
    }

    /** A connection without TLS. */
    public static MqttLine plain(RunningHub hub) {
        try {
            Socket socket = new Socket();
            socket.connect(new InetSocketAddress("127.0.0.1", hub.mqttPort()), PATIENCE_MS);
            return new MqttLine(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A connection in which the server shows a certificate and the device does not. */
    public static MqttLine serverTls(RunningHub hub) {
        return tls(hub, Tls.trusting(hub));
    }

    /** A connection in which both show a certificate. */
    public static MqttLine mutualTls(RunningHub hub, Fleet.Device device) {
        return tls(hub, Tls.trusting(hub, device.certificate(), device.key()));
    }

    public static MqttLine tls(RunningHub hub, Tls tls) {
        try {
            return new MqttLine(tls.connect("localhost", hub.mqttsPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends CONNECT with a clean session; answers the return code, or {@link #CLOSED}. */
    public int connect(String clientId, String userName) {
        return connect(Packet.connect(clientId, userName));
    }

    /** The same with a password, and a keep-alive time of a minute. */
    public int connect(String clientId, String userName, String password) {
        return connect(Packet.connect(clientId, userName, password));
    }

    int connect(Packet connect) {
        try {
            send(connect);
            return read(Duration.ofMillis(PATIENCE_MS))
                    .filter(packet -> packet.type() == Packet.CONNACK)
                    .map(packet -> (int) packet.body()[1])
                    .orElse(CLOSED);
        } catch (UncheckedIOException closed) {
            return CLOSED;
        }
    }

    /** The same with the device's ID as user name, where it must succeed. */
    public MqttLine open(Fleet.Device device) {
        int code = connect(device.id(), device.id());
        if (code != 0) {
            throw new IllegalStateException("CONNACK " + code + " for " + device);
        }
        return this;
    }

    /** Sends CONNECT for a session that outlives the connection; answers the return code. */
    public int connectToStay(Fleet.Device device) {
        send(durable(device));
        return await(Packet.CONNACK).body()[1];
    }

    /** Connects with the session that the device left, which must be there. */
    public MqttLine resume(Fleet.Device device) {
        send(durable(device));
        byte[] connack = await(Packet.CONNACK).body();
        if (connack[0] != 1 || connack[1] != 0) {
            throw new IllegalStateException("CONNACK " + connack[0] + " " + connack[1] + " (expected: 1 0)");
        }
        return this;
    }

    private static Packet durable(Fleet.Device device) {
        return Packet.connect(device.id(), device.id()).toStay();
    }

    /** Publishes a message to be retained, at QoS 1, and waits for the PUBACK. */
    public void retain(String topic, String payload) {
        Packet publish = Packet.publish(topic, payload.getBytes(StandardCharsets.UTF_8), 1, ++lastPacketId);
        send(new Packet(Packet.PUBLISH, publish.flags() | 1, publish.body()));
        await(Packet.PUBACK);
    }

    /** Publishes at QoS 0. */
    public void publish(String topic, String payload) {
        send(Packet.publish(topic, payload.getBytes(StandardCharsets.UTF_8), 0, 0));
    }

    /** Publishes at QoS 1 and does not wait; answers the packet identifier. */
    public int publishLater(String topic, byte[] payload) {
        lastPacketId = nextPacketId(0);
        send(Packet.publish(topic, payload, 1, lastPacketId));
        return lastPacketId;
    }

    /** The packet identifier of the publication after so many others. */
    int nextPacketId(int others) {
        return (lastPacketId + others) % 65_535 + 1;
    }

    /** Publishes at QoS 2 and waits for the PUBCOMP. */
    public void publishOnce(String topic, String payload) {
        release(publishAndKeep(topic, payload));
    }

    /** The first half of QoS 2: publishes and waits for the PUBREC; answers the packet identifier. */
    public int publishAndKeep(String topic, String payload) {
        lastPacketId = nextPacketId(0);
        send(Packet.publish(topic, payload.getBytes(StandardCharsets.UTF_8), 2, lastPacketId));
        await(Packet.PUBREC);
        return lastPacketId;
    }

    /** The same again, after a connection was lost. */
    public void publishAgain(String topic, String payload, int packetId) {
        Packet first = Packet.publish(topic, payload.getBytes(StandardCharsets.UTF_8), 2, packetId);
        send(new Packet(Packet.PUBLISH, first.flags() | Packet.DUP, first.body()));
        await(Packet.PUBREC);
    }

    /** The second half of QoS 2. */
    public void release(int packetId) {
        send(Packet.ack(Packet.PUBREL, packetId));
        await(Packet.PUBCOMP);
    }

    /** Publishes at QoS 1 and waits for the PUBACK. */
    public void publishAndWait(String topic, String payload) {
        int id = publishLater(topic, payload.getBytes(StandardCharsets.UTF_8));
        Packet answer = await(Packet.PUBACK);
        if (answer.packetId() != id) {
            throw new IllegalStateException("PUBACK " + answer.packetId() + " (expected: " + id + ")");
        }
    }

    /** Subscribes at QoS 1; answers the return codes. */
    public List<Integer> subscribe(String... filters) {
        return subscribe(1, filters);
    }

    public List<Integer> subscribeAtQos0(String... filters) {
        return subscribe(0, filters);
    }

    /** Subscribes at some quality of service; answers the return codes. */
    public List<Integer> subscribe(int qos, String... filters) {
        send(Packet.subscribe(++lastPacketId, qos, filters));
        byte[] body = await(Packet.SUBACK).body();
        List<Integer> codes = new ArrayList<>();
        for (int i = 2; i < body.length; i++) {
            codes.add(Byte.toUnsignedInt(body[i]));
        }
        return codes;
    }

    public void unsubscribe(String... filters) {
        send(Packet.unsubscribe(++lastPacketId, filters));
        await(Packet.UNSUBACK);
    }

    /** Whether the server still answers. */
    public boolean isAlive() {
        try {
            send(Packet.empty(Packet.PINGREQ));
            await(Packet.PINGRESP);
            return true;
        } catch (UncheckedIOException | IllegalStateException closed) {
            return false;
        }
    }

    /** The next message, acknowledged; empty if none comes in time or the connection ends. */
    public Optional<Packet> message(Duration patience) {
        Optional<Packet> packet = messages.isEmpty() ? read(patience) : Optional.of(messages.remove());
        packet.filter(each -> each.type() == Packet.PUBLISH && each.qos() == 1)
                .ifPresent(each -> send(Packet.puback(each.publishPacketId())));
        return packet.filter(each -> each.type() == Packet.PUBLISH);
    }

    /** Whether the server ends the connection in time. */
    public boolean isClosedWithin(Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        while (System.nanoTime() < end) {
            try {
                socket.setSoTimeout((int) Math.max(1, (end - System.nanoTime()) / 1_000_000));
                Packet.readFrom(in);
            } catch (SocketTimeoutException stillOpen) {
                return false;
            } catch (EOFException | SocketException | SSLException closed) {
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return false;
    }

    /** The next packet; empty if none begins to come in time. */
    public Optional<Packet> read(Duration patience) {
        try {
            return begins(patience) ? Optional.of(Packet.readFrom(in)) : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean begins(Duration patience) throws IOException {
        socket.setSoTimeout((int) Math.max(1, patience.toMillis()));
        in.mark(1);
        try {
            if (in.read() < 0) {
                throw new EOFException();
            }
        } catch (SocketTimeoutException nothing) {
            return false;
        }
        in.reset();
        // What has begun is read to its end.
        socket.setSoTimeout(PATIENCE_MS);
        return true;
    }

    public void send(Packet packet) {
        try {
            packet.writeTo(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Packet await(int type) {
        Packet packet = read(Duration.ofMillis(PATIENCE_MS))
                .orElseThrow(() -> new IllegalStateException(
                        "nothing within " + PATIENCE_MS + " ms (expected: packet type " + type + ")"));
        if (packet.type() == type) {
            return packet;
        }
        // A message to this device may come before the answer that it waits for.
        messages.add(packet);
        return await(type);
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
