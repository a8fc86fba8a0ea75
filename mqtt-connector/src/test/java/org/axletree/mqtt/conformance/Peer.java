package org.axletree.mqtt.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import org.axletree.mqtt.connection.RawClient;

/** A client of a version that says exactly what it is told to, and takes apart what it hears. */
final class Peer implements AutoCloseable {
    /** There is no DISCONNECT from the server in MQTT 3.1.1. */
    static final int NOTHING = -1;

    final Version version;
    final RawClient line;

    Peer(Version version, RawClient line) {
        this.version = version;
        this.line = line;
    }

    /** All in one write. */
    Peer send(byte[]... packets) throws IOException {
        line.send(new Bytes().raw(packets).get());
        return this;
    }

    Peer send(String hex) throws IOException {
        line.send(hex);
        return this;
    }

    Heard next() throws IOException {
        return new Heard(version, line.receivePacket());
    }

    Heard next(int type) throws IOException {
        Heard heard = next();
        assertThat(heard.type).as("type of %s", heard).isEqualTo(type);
        return heard;
    }

    /** The payloads of so many messages that come one behind the other. */
    List<String> payloads(int messages) throws IOException {
        List<String> payloads = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            payloads.add(next(Packets.PUBLISH).payload);
        }
        return payloads;
    }

    /** Everything that was sent is answered: the next packet is the answer to a ping. */
    Peer quiet() throws IOException {
        send(Packets.PINGREQ).next(Packets.PINGRESP);
        return this;
    }

    Peer subscribe(String filter, int options, byte[]... properties) throws IOException {
        send(Packets.subscribe(version, 0xaaaa, filter, options, properties));
        Heard suback = next(Packets.SUBACK);
        assertThat(suback.reason()).as("answer to SUBSCRIBE %s", filter).isEqualTo(options & 3);
        return this;
    }

    /** QoS 0. */
    Peer publish(String topic, String payload) throws IOException {
        return send(Packets.publish(version, 0, 0, 0, topic, payload));
    }

    /** Publishes, and waits until the message is acknowledged. */
    Peer deliver(int flags, int qos, String topic, String payload, byte[]... properties) throws IOException {
        send(Packets.publish(version, flags, qos, 0x7777, topic, payload, properties));
        if (qos == 0) {
            return quiet();
        }
        Heard answer = next(qos == 1 ? Packets.PUBACK : Packets.PUBREC);
        assertThat(answer.packetId).isEqualTo(0x7777);
        // 0x10: no matching subscribers, MQTT 5
        assertThat(answer.reason()).isIn(0, 0x10);
        if (qos == 2) {
            send(Packets.ack(Packets.PUBREL, 0x7777));
            assertThat(next(Packets.PUBCOMP).packetId).isEqualTo(0x7777);
        }
        return this;
    }

    /**
     * The server closes the connection, and says nothing before but in MQTT 5 why.
     *
     * @param reasons what it may say, in MQTT 5
     */
    void closed(Integer... reasons) throws IOException {
        int last = NOTHING;
        try {
            Heard heard = next(Packets.DISCONNECT);
            assertThat(version).isEqualTo(Version.V5);
            last = heard.reason();
            heard = next();
            throw new AssertionError("behind DISCONNECT: " + heard);
        } catch (EOFException | SocketException end) {
            if (version == Version.V5 && reasons.length > 0) {
                assertThat(last).as("reason of DISCONNECT, -1 is none").isIn((Object[]) reasons);
            }
        }
    }

    /** The server answers the CONNECT with a code and closes. */
    void refused(int code3, Integer... code5) throws IOException {
        Heard connack = next(Packets.CONNACK);
        assertThat(connack.sessionPresent).isFalse();
        if (version == Version.V3) {
            assertThat(connack.reason()).isEqualTo(code3);
        } else {
            assertThat(connack.reason()).isIn((Object[]) code5);
        }
        assertThat(line.receiveUntilClosed()).isEmpty();
    }

    /** The connection is lost: no DISCONNECT. */
    @Override
    public void close() throws IOException {
        line.close();
    }
}
