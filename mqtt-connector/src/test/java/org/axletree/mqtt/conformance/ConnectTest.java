package org.axletree.mqtt.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import org.axletree.core.outcome.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** CONNECT: section 3.1, but for sessions and wills. Much of it is in {@code packets.txt}. */
@ExtendWith(Stage.class)
@NotTested(
        version = Version.V3,
        value = {"MQTT-3.1.2-23", "MQTT-3.1.3-7"},
        why = "what a client does")
@NotTested(
        version = Version.V5,
        value = {"MQTT-3.1.2-20", "MQTT-3.1.2-21"},
        why = "what a client does")
@NotTested(
        version = Version.V3,
        value = "MQTT-3.1.3-9",
        why = "no client identifier is rejected but an empty one, which MQTT-3.1.3-8 is about")
@NotTested(version = Version.V5, value = "MQTT-3.1.3-8", why = "no well-formed client identifier is rejected")
class ConnectTest {
    @BothVersions
    @Mqtt3("MQTT-3.1.2-24")
    @Mqtt5({"MQTT-3.1.2-22", "MQTT-3.2.2-22"})
    void keepAlive_nothingComesForOneAndAHalf_isTheEnd(Version version, Scene scene) throws IOException {
        Peer peer = scene.stranger(version);
        Heard connack = scene.enter(peer, scene.connect(version, "d").keepAlive(1));
        assertThat(connack.has(Property.SERVER_KEEP_ALIVE)).isFalse();
        peer.closed(0x8d);
        assertThat(scene.departed()).containsExactly(Reason.KEEP_ALIVE_TIMEOUT);
    }

    /** Tried again, should this machine be too busy to keep the pace. */
    @BothVersions
    void keepAlive_packetThatTakesLonger_isReadToItsEnd(Version version, Scene scene) {
        await().until(() -> sendsSlowly(version, scene));
    }

    /** Answers whether the message was taken, although it took twice as long as the client may be silent. */
    private static boolean sendsSlowly(Version version, Scene scene) throws Exception {
        Peer peer = scene.stranger(version);
        scene.enter(peer, scene.connect(version, "slow").keepAlive(1));
        byte[] packet = Packets.publish(version, 0, 1, 7, "a", "x".repeat(35));
        try {
            for (byte next : packet) {
                peer.send(new byte[] {next});
                Thread.sleep(100);
            }
            return peer.next().type == Packets.PUBACK;
        } catch (IOException tooLate) {
            return false;
        }
    }

    @BothVersions
    @Mqtt3({"MQTT-3.1.3-1", "MQTT-3.1.2-19", "MQTT-3.1.2-21"})
    @Mqtt5({"MQTT-3.1.3-1", "MQTT-3.1.2-17", "MQTT-3.1.2-19"})
    void connect_everyField_isReadInItsOrder(Version version, Scene scene) throws IOException {
        Bytes body = new Bytes().string("MQTT").one(version.level).one(0xc6).two(60);
        body.raw(version == Version.V5 ? new byte[1] : new byte[0]).string("the client");
        body.raw(version == Version.V5 ? new byte[1] : new byte[0])
                .string("topic")
                .string("will");
        body.string(scene.hub + "/d").string("the password");
        Peer peer = scene.stranger(version).send(body.packet(0x10));
        assertThat(peer.next(Packets.CONNACK).reason()).isZero();
        var request = scene.door.hub.requests.get(scene.door.hub.requests.size() - 1);
        assertThat(request.clientId()).isEqualTo("the client");
        assertThat(request.userName()).isEqualTo(scene.hub + "/d");
        assertThat(new String(request.password())).isEqualTo("the password");
        scene.leave(peer);
    }

    @BothVersions
    @Mqtt3("MQTT-3.1.3-2")
    @Mqtt5("MQTT-3.1.3-2")
    void clientIdentifier_tellsSessionsApart(Version version, Scene scene) throws IOException {
        Peer one = scene.stranger(version);
        scene.enter(one, new Connect(version, scene.hub + "/d", "one").durable());
        scene.leave(one);
        Peer two = scene.stranger(version);
        assertThat(scene.enter(two, new Connect(version, scene.hub + "/d", "two").durable()).sessionPresent)
                .isFalse();
        scene.leave(two);
        assertThat(scene.enter(scene.stranger(version), new Connect(version, scene.hub + "/d", "one").durable())
                        .sessionPresent)
                .isTrue();
    }

    @Test
    @Mqtt5({"MQTT-3.1.3-6", "MQTT-3.1.3-7", "MQTT-3.2.2-16"})
    void clientIdentifier_empty_isAssignedAndTold(Scene scene) throws IOException {
        Peer first = scene.stranger(Version.V5);
        Heard connack = scene.enter(first, new Connect(Version.V5, scene.hub + "/d", "").durable());
        String assigned = connack.text(Property.ASSIGNED_CLIENT_ID);
        assertThat(assigned).isNotEmpty();
        scene.leave(first);
        Peer other = scene.stranger(Version.V5);
        assertThat(scene.enter(other, new Connect(Version.V5, scene.hub + "/d", "").durable())
                        .text(Property.ASSIGNED_CLIENT_ID))
                .isNotEqualTo(assigned);
        scene.leave(other);
        Heard again =
                scene.enter(scene.stranger(Version.V5), new Connect(Version.V5, scene.hub + "/d", assigned).durable());
        assertThat(again.sessionPresent).isTrue();
        assertThat(again.has(Property.ASSIGNED_CLIENT_ID)).isFalse();
    }

    @BothVersions
    @Mqtt3("MQTT-3.1.4-2")
    @Mqtt5("MQTT-3.1.4-3")
    void clientIdentifier_connectsAgain_endsTheFirst(Version version, Scene scene) throws IOException {
        Peer first = scene.peer(version, "d");
        Peer second = scene.peer(version, "d");
        first.closed(0x8e);
        second.quiet();
    }

    @BothVersions
    @Mqtt3({"MQTT-3.1.4-5", "MQTT-3.2.2-4", "MQTT-3.2.2-5"})
    @Mqtt5({"MQTT-3.1.4-6", "MQTT-3.1.4-2", "MQTT-3.2.2-6", "MQTT-3.2.2-7", "MQTT-4.13.2-1"})
    void connect_refused_whatFollowsIsNotProcessed(Version version, Scene scene) throws IOException {
        Peer witness = scene.peer(version, "witness").subscribe("#", 0);
        Peer refused = scene.stranger(version);
        refused.send(
                new Connect(version, "nobody", "d").bytes(), Packets.publish(version, 0, 0, 0, "a", "of the refused"));
        refused.refused(2, 0x87, 0x85);
        witness.publish("a", "marker");
        assertThat(witness.next().payload).isEqualTo("marker");
    }

    @Test
    @Mqtt5({"MQTT-3.1.2-24", "MQTT-3.1.2-25"})
    void maximumPacketSize_ofClient_isNeverExceeded(Scene scene) throws IOException {
        Peer peer = scene.peer(
                Version.V5, scene.connect(Version.V5, "d").with(Property.four(Property.MAXIMUM_PACKET_SIZE, 20)));
        peer.subscribe("a", 2);
        Peer other = scene.peer(Version.V5, "other");
        other.deliver(0, 1, "a", "this payload is too long");
        other.deliver(0, 2, "a", "this one as well, also at QoS 2");
        other.deliver(0, 1, "a", "short");
        Heard heard = peer.next(Packets.PUBLISH);
        assertThat(heard.payload).isEqualTo("short");
        peer.send(Packets.ack(Packets.PUBACK, heard.packetId)).quiet();
    }

    @Test
    @Mqtt5("MQTT-3.1.2-24")
    void maximumPacketSize_shorterThanTheAnswer_isTheEnd(Scene scene) throws IOException {
        for (int most : new int[] {1, 4}) {
            assertThat(scene.stranger(Version.V5)
                            .send(narrow(scene, most).bytes())
                            .line
                            .receiveUntilClosed())
                    .isEmpty();
        }
        scene.stranger(Version.V5).send(narrow(scene, 15).bytes()).refused(0, 0x95);
        Peer peer = scene.peer(Version.V5, narrow(scene, 20));
        String[] many = "x".repeat(20).split("");
        peer.send(Packets.unsubscribe(Version.V5, 1, many)).closed(0x95);
    }

    private static Connect narrow(Scene scene, int mostBytes) {
        return scene.connect(Version.V5, "narrow").with(Property.four(Property.MAXIMUM_PACKET_SIZE, mostBytes));
    }

    @Test
    @Mqtt5({"MQTT-3.1.2-24", "MQTT-3.1.2-25"})
    void maximumPacketSize_ofAClientThatComesBack_holdsForWhatWaitedAndWhatIsRetained(Scene scene) throws IOException {
        Connect durable = scene.connect(Version.V5, "d").durable();
        scene.leave(scene.peer(Version.V5, durable).subscribe("a", 1));
        Peer other = scene.peer(Version.V5, "other");
        other.deliver(0, 1, "a", "this payload is too long").deliver(0, 1, "a", "short");
        other.deliver(Packets.RETAIN, 1, "b/1", "this one is too long too").deliver(Packets.RETAIN, 1, "b/2", "brief");
        Peer back = scene.peer(
                Version.V5,
                scene.connect(Version.V5, "d")
                        .durable()
                        .with(
                                Property.four(Property.SESSION_EXPIRY, 3_600),
                                Property.four(Property.MAXIMUM_PACKET_SIZE, 20)));
        assertThat(back.payloads(1)).containsExactly("short");
        back.subscribe("b/#", 0);
        assertThat(back.payloads(1)).containsExactly("brief");
        back.quiet();
    }

    @Test
    @Mqtt5("MQTT-3.1.2-28")
    void responseInformation_notAskedFor_isNotGiven(Scene scene) throws IOException {
        Connect connect = scene.connect(Version.V5, "d").with(Property.one(Property.REQUEST_RESPONSE_INFORMATION, 0));
        assertThat(scene.enter(scene.stranger(Version.V5), connect).has(Property.RESPONSE_INFORMATION))
                .isFalse();
        assertThat(scene.enter(scene.stranger(Version.V5), scene.connect(Version.V5, "d2"))
                        .has(Property.RESPONSE_INFORMATION))
                .isFalse();
    }

    @Test
    @Mqtt5("MQTT-3.1.2-29")
    void problemInformation_notWanted_isNotInAcknowledgements(Scene scene) throws IOException {
        scene.forbid("mute", "secret/#");
        Peer peer = scene.peer(
                Version.V5,
                scene.connect(Version.V5, "mute").with(Property.one(Property.REQUEST_PROBLEM_INFORMATION, 0)));
        peer.send(
                Packets.publish(Version.V5, 0, 1, 1, "secret/a", "m"),
                Packets.publish(Version.V5, 0, 2, 2, "secret/a", "m"),
                Packets.subscribe(Version.V5, 3, "secret/a", 0),
                Packets.ack(Packets.PUBREL, 9),
                Packets.ack(Packets.PUBREC, 9),
                Packets.unsubscribe(Version.V5, 4, "x"));
        for (int i = 0; i < 6; i++) {
            Heard heard = peer.next();
            assertThat(heard.has(Property.REASON_STRING)).as("%s", heard).isFalse();
            assertThat(heard.has(Property.USER_PROPERTY)).as("%s", heard).isFalse();
        }
    }
}
