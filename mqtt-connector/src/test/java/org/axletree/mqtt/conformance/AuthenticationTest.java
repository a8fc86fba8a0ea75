package org.axletree.mqtt.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import org.axletree.core.outcome.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** AUTH and enhanced authentication: sections 3.15 and 4.12. The hub of these tests knows the password {@code pencil}. */
@ExtendWith(Stage.class)
@NotTested(
        version = Version.V5,
        value = {"MQTT-3.15.2-2", "MQTT-3.15.2-3"},
        why = "the server's AUTH has neither a reason string nor user properties")
class AuthenticationTest {
    private static final Version V5 = Version.V5;
    private static final int CONTINUE = 0x18;
    private static final int AGAIN = 0x19;

    @Test
    @Mqtt5({"MQTT-4.12.0-2", "MQTT-4.12.0-3", "MQTT-4.12.0-5", "MQTT-3.15.2-1"})
    void rightProof_beforeConnack_isLetIn_andTheServerProvesItself(Scene scene) throws Exception {
        Peer peer = scene.stranger(V5);
        ScramClient client = client(scene, "d");
        Heard challenge = challenged(peer, scene, client);
        assertThat(challenge.reason()).isEqualTo(CONTINUE);
        assertThat(challenge.text(Property.AUTHENTICATION_METHOD)).isEqualTo(ScramClient.METHOD);

        Heard connack = peer.send(proof(client, challenge)).next(Packets.CONNACK);
        assertThat(connack.reason()).isZero();
        assertThat(connack.text(Property.AUTHENTICATION_METHOD)).isEqualTo(ScramClient.METHOD);
        assertThat(data(connack)).isEqualTo(client.serverSignature());
        peer.subscribe("t", 0).publish("t", "here");
        assertThat(peer.payloads(1)).containsExactly("here");
    }

    @Test
    @Mqtt5("MQTT-4.12.0-6")
    void authentication_clientDidNotAsk_isNotInConnack(Scene scene) throws IOException {
        Heard connack = scene.enter(scene.stranger(V5), scene.connect(V5, "d"));
        assertThat(connack.has(Property.AUTHENTICATION_METHOD)).isFalse();
        assertThat(connack.has(Property.AUTHENTICATION_DATA)).isFalse();
    }

    @Test
    @Mqtt5("MQTT-4.12.0-4")
    void wrongProof_beforeConnack_isRefused(Scene scene) throws Exception {
        Peer peer = scene.stranger(V5);
        ScramClient client = new ScramClient(scene.hub + "/d", "pen");
        Heard challenge = challenged(peer, scene, client);
        peer.send(proof(client, challenge)).refused(0, 0x87);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "n,,n=user", "p=tls-unique,,n=user,r=x", "n,,m=new,n=user,r=x", "n,,n=user,r=x,m=new"})
    @Mqtt5("MQTT-4.12.0-4")
    void firstMessage_thatIsNone_isRefused(String data, Scene scene) throws IOException {
        Peer peer = scene.stranger(V5);
        peer.send(scene.connect(V5, "d")
                        .nameless()
                        .with(method(ScramClient.METHOD), data(data))
                        .bytes())
                .refused(0, 0x87);
    }

    @Test
    @Mqtt5("MQTT-4.12.0-4")
    void finalMessage_ofAnotherExchange_isRefused(Scene scene) throws Exception {
        Peer one = scene.stranger(V5);
        ScramClient client = client(scene, "d");
        Heard challenge = challenged(one, scene, client);
        Peer other = scene.stranger(V5);
        challenged(other, scene, client);
        other.send(proof(client, challenge)).refused(0, 0x87);
    }

    /** A mandatory extension (RFC 5802 section 5.1), Base64 without padding, and something that is no extension. */
    @ParameterizedTest
    @CsvSource({"',p=', ',m=new,p='", "'=$', ''", "',p=', ',,p='"})
    @Mqtt5("MQTT-4.12.0-4")
    void finalMessage_thatRfc5802DoesNotAllow_isRefused(String some, String other, Scene scene) throws Exception {
        Peer peer = scene.stranger(V5);
        ScramClient client = client(scene, "d");
        Heard challenge = challenged(peer, scene, client);
        String right = new String(client.last(bytes(challenge)), StandardCharsets.UTF_8);
        String wrong = right.replaceFirst(some, other);
        assertThat(wrong).isNotEqualTo(right);
        peer.send(auth(CONTINUE, wrong.getBytes(StandardCharsets.UTF_8))).refused(0, 0x87);
    }

    @Test
    void anotherUserNameOrAPassword_besideTheMethod_isRefused(Scene scene) throws IOException {
        byte[] first = new ScramClient(scene.hub + "/other", "pencil").first();
        scene.stranger(V5)
                .send(scene.connect(V5, "d")
                        .with(method(ScramClient.METHOD), Property.binary(Property.AUTHENTICATION_DATA, first))
                        .bytes())
                .refused(0, 0x82);
    }

    @Test
    @Mqtt5("MQTT-3.1.2-30")
    void anythingButAuthOrDisconnect_beforeTheProof_isRefused(Scene scene) throws IOException {
        for (byte[] packet : List.of(Packets.PINGREQ, Packets.publish(V5, 0, 0, 0, "t", "x"), new byte[] {0x10, 0})) {
            Peer peer = scene.stranger(V5);
            challenged(peer, scene, client(scene, "d"));
            peer.send(packet).refused(0, 0x81, 0x82);
        }
        Peer leaves = scene.stranger(V5);
        challenged(leaves, scene, client(scene, "d"));
        leaves.send(Packets.disconnect());
        assertThat(leaves.line.receiveUntilClosed()).isEmpty();
    }

    @Test
    @Mqtt5("MQTT-4.12.0-3")
    void authOfAnotherCode_beforeTheProof_isRefused(Scene scene) throws Exception {
        for (int code : new int[] {0x00, AGAIN, 0x80}) {
            Peer peer = scene.stranger(V5);
            ScramClient client = client(scene, "d");
            Heard challenge = challenged(peer, scene, client);
            peer.send(auth(code, client.last(bytes(challenge)))).refused(0, 0x82);
        }
    }

    @Test
    @Mqtt5("MQTT-4.12.0-5")
    void authOfAnotherMethod_orOfNone_beforeTheProof_isRefused(Scene scene) throws Exception {
        Peer peer = scene.stranger(V5);
        challenged(peer, scene, client(scene, "d"));
        peer.send(Packets.auth(CONTINUE, method("SCRAM-SHA-1"), data("x"))).refused(0, 0x8c);

        Peer without = scene.stranger(V5);
        challenged(without, scene, client(scene, "d"));
        without.send(Packets.auth(CONTINUE)).refused(0, 0x82);
    }

    @Test
    void client_takesNoPacketAsLongAsTheChallenge_isRefused(Scene scene) throws IOException {
        Peer peer = scene.stranger(V5);
        peer.send(scene.connect(V5, "d")
                        .nameless()
                        .with(
                                Property.four(Property.MAXIMUM_PACKET_SIZE, 100),
                                method(ScramClient.METHOD),
                                Property.binary(
                                        Property.AUTHENTICATION_DATA,
                                        client(scene, "d").first()))
                        .bytes())
                .refused(0, 0x95);
    }

    @Test
    @Mqtt5("MQTT-4.12.1-1")
    void reauthentication_rightProof_isConfirmed_andTheSessionGoesOn(Scene scene) throws Exception {
        Peer peer = authenticated(scene, "d").subscribe("t", 0);
        ScramClient client = client(scene, "d");
        peer.send(auth(AGAIN, client.first()));
        Heard challenge = peer.next(Packets.AUTH);
        assertThat(challenge.reason()).isEqualTo(CONTINUE);
        peer.publish("t", "meanwhile");
        assertThat(peer.payloads(1)).containsExactly("meanwhile");

        Heard success = peer.send(proof(client, challenge)).next(Packets.AUTH);
        assertThat(success.reason()).isZero();
        assertThat(success.text(Property.AUTHENTICATION_METHOD)).isEqualTo(ScramClient.METHOD);
        assertThat(data(success)).isEqualTo(client.serverSignature());
        peer.publish("t", "afterwards");
        assertThat(peer.payloads(1)).containsExactly("afterwards");
        again(peer, scene);
    }

    @Test
    @Mqtt5("MQTT-4.12.1-2")
    void reauthentication_wrongProof_isTheEnd(Scene scene) throws Exception {
        Peer peer = authenticated(scene, "d");
        ScramClient client = new ScramClient(scene.hub + "/d", "pen");
        Heard challenge = peer.send(auth(AGAIN, client.first())).next(Packets.AUTH);
        peer.send(proof(client, challenge)).closed(0x87);
        await().untilAsserted(() -> assertThat(scene.departed()).containsExactly(Reason.NOT_AUTHORIZED));
    }

    @Test
    @Mqtt5("MQTT-4.12.1-2")
    void reauthentication_asAnotherDevice_isTheEnd(Scene scene) throws Exception {
        Peer peer = authenticated(scene, "d");
        ScramClient client = client(scene, "other");
        Heard challenge = peer.send(auth(AGAIN, client.first())).next(Packets.AUTH);
        peer.send(proof(client, challenge)).closed(0x87);
    }

    @Test
    @Mqtt5("MQTT-4.12.1-1")
    void reauthentication_byAnotherMethodOrNone_isTheEnd(Scene scene) throws Exception {
        authenticated(scene, "d")
                .send(Packets.auth(AGAIN, method("SCRAM-SHA-1"), data("x")))
                .closed(0x82);
        authenticated(scene, "d").send(Packets.auth(AGAIN)).closed(0x82);
    }

    @Test
    void auth_outOfTurn_inTheSession_isTheEnd(Scene scene) throws Exception {
        byte[] first = client(scene, "d").first();
        authenticated(scene, "d").send(auth(CONTINUE, first)).closed(0x82);
        authenticated(scene, "d").send(auth(0x00, first)).closed(0x82);
        authenticated(scene, "d")
                .send(auth(AGAIN, "no message".getBytes(StandardCharsets.UTF_8)))
                .closed(0x87);
        Peer twice = authenticated(scene, "d");
        twice.send(auth(AGAIN, first)).next(Packets.AUTH);
        twice.send(auth(AGAIN, first)).closed(0x82);
    }

    @Test
    @Mqtt5("MQTT-4.12.0-7")
    void auth_ofAClientThatNamedNoMethod_isTheEnd(Scene scene) throws IOException {
        scene.peer(V5, "d").send(auth(AGAIN, client(scene, "d").first())).closed(0x82);
    }

    /** Neither thread nor place in a queue is taken while the hub waits for its client. */
    @Test
    void manyExchanges_thatAreNotGoneOnWith_keepNobodyOut(Scene scene) throws Exception {
        for (int i = 0; i < 100; i++) {
            challenged(scene.stranger(V5), scene, client(scene, "d" + i));
        }
        authenticated(scene, "quick").quiet();
        assertThat(scene.noticed()).isEmpty();
    }

    @Test
    void exchange_thatIsNotGoneOnWith_endsInTime(Scene scene) throws Exception {
        Peer silent = scene.stranger(V5);
        challenged(silent, scene, client(scene, "silent"));
        Peer again = authenticated(scene, "d");
        again.send(auth(AGAIN, client(scene, "d").first())).next(Packets.AUTH);

        silent.refused(0, 0x87);
        Heard disconnect = again.next(Packets.DISCONNECT);
        assertThat(disconnect.reason()).isEqualTo(0x87);
        assertThat(disconnect.text(Property.REASON_STRING)).endsWith("AUTH");
        await().untilAsserted(() -> assertThat(scene.noticed()).contains(Reason.AUTHENTICATION_TIMEOUT));
    }

    private static ScramClient client(Scene scene, String device) {
        return new ScramClient(scene.hub + "/" + device, "pencil");
    }

    private static Heard challenged(Peer peer, Scene scene, ScramClient client) throws IOException {
        return peer.send(scene.connect(V5, "c" + peer.hashCode())
                        .nameless()
                        .with(method(ScramClient.METHOD), Property.binary(Property.AUTHENTICATION_DATA, client.first()))
                        .bytes())
                .next(Packets.AUTH);
    }

    private static Peer authenticated(Scene scene, String device) throws IOException, GeneralSecurityException {
        Peer peer = scene.stranger(V5);
        ScramClient client = client(scene, device);
        Heard challenge = challenged(peer, scene, client);
        assertThat(peer.send(proof(client, challenge)).next(Packets.CONNACK).reason())
                .isZero();
        return peer;
    }

    private static void again(Peer peer, Scene scene) throws IOException, GeneralSecurityException {
        ScramClient client = client(scene, "d");
        Heard challenge = peer.send(auth(AGAIN, client.first())).next(Packets.AUTH);
        assertThat(peer.send(proof(client, challenge)).next(Packets.AUTH).reason())
                .isZero();
    }

    private static byte[] proof(ScramClient client, Heard challenge) throws GeneralSecurityException {
        return auth(CONTINUE, client.last(bytes(challenge)));
    }

    private static byte[] auth(int code, byte[] data) {
        return Packets.auth(code, method(ScramClient.METHOD), Property.binary(Property.AUTHENTICATION_DATA, data));
    }

    private static byte[] method(String name) {
        return Property.string(Property.AUTHENTICATION_METHOD, name);
    }

    private static byte[] data(String text) {
        return Property.binary(Property.AUTHENTICATION_DATA, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(Heard heard) {
        return HexFormat.of().parseHex(heard.text(Property.AUTHENTICATION_DATA));
    }

    private static String data(Heard heard) {
        return new String(bytes(heard), StandardCharsets.UTF_8);
    }
}
