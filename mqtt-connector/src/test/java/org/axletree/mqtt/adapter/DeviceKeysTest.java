package org.axletree.mqtt.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import org.axletree.core.door.KeyKind;
import org.axletree.core.door.TlsEngine;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.connection.RawClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which keys a device can prove in the handshake to have (scaleway.md D9), by what does TLS. */
class DeviceKeysTest {
    private static final TestAuthority DEVICES = new TestAuthority("Devices");
    private static final List<String> COMMON = List.of("RSA", "secp256r1", "secp384r1");
    private static final List<String> RARE = List.of("secp521r1", "Ed25519", "Ed448", "RSASSA-PSS");

    private TestDoor door;
    private int host = 1;

    @AfterEach
    void close() {
        door.close();
    }

    @ParameterizedTest
    @CsvSource({"NATIVE, TLSv1.2", "NATIVE, TLSv1.3", "JAVA, TLSv1.2", "JAVA, TLSv1.3"})
    void keys_thatTheEngineKnows_areTaken_andOthersAreNotShown(TlsEngine tls, String version) throws Exception {
        door = new TestDoor(tls);
        for (String kind : COMMON) {
            assertThat(new Client(version, kind).getsIn()).as(kind).isTrue();
        }
        for (String kind : RARE) {
            Client client = new Client(version, kind);
            assertThat(client.getsIn()).as(kind).isEqualTo(tls == TlsEngine.JAVA);
            assertThat(client.getsIn()).as(kind).isEqualTo(tls == TlsEngine.JAVA);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void keys_ofAnyKind_areTaken_atTheSecondTimeIfNobodyKnewOfThem(String version) throws Exception {
        door = new TestDoor(TlsEngine.AUTO);
        for (String kind : COMMON) {
            assertThat(new Client(version, kind).getsIn()).as(kind).isTrue();
        }
        assertThat(door.hub.notices).isEmpty();
        for (String kind : RARE) {
            Client client = new Client(version, kind);
            assertThat(client.getsIn()).as(kind).isFalse();
            if (kind.equals("secp521r1") && version.equals("TLSv1.2")) {
                // The JDK's client shows it, finds out that it may not, and leaves: mostly not before it was looked at.
                await().until(client::getsIn);
                door.hub.notices.clear();
                continue;
            }
            await().until(() -> door.hub.noticed().contains(Reason.KEY_KIND_NOT_OFFERED));
            door.hub.notices.clear();
            assertThat(client.getsIn()).as(kind).isTrue();
            assertThat(client.getsIn()).as(kind).isTrue();
            assertThat(door.hub.noticed()).doesNotContain(Reason.KEY_KIND_NOT_OFFERED);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void keys_thatAreExpected_areTakenAtOnce_andSoAreTheOthers(String version) throws Exception {
        door = new TestDoor(TlsEngine.AUTO);
        List.of(KeyKind.P_521, KeyKind.ED25519, KeyKind.ED448, KeyKind.RSA_PSS).forEach(door.line()::expect);
        for (String kind : RARE) {
            assertThat(new Client(version, kind).getsIn()).as(kind).isTrue();
        }
        for (String kind : COMMON) {
            Client client = new Client(version, kind);
            assertThat(client.getsIn()).as(kind).isTrue();
            assertThat(client.getsIn()).as(kind).isTrue();
        }
        assertThat(door.hub.notices).isEmpty();
    }

    /** Behind one address, as behind a router: whoever came first, each gets in. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void keys_ofSeveralKindsFromOneAddress_areAllTaken(String version) throws Exception {
        door = new TestDoor(TlsEngine.AUTO);
        Client common = new Client(version, "secp256r1");
        Client rare = new Client(version, "Ed25519").at(common);
        assertThat(common.getsIn()).isTrue();
        assertThat(rare.getsIn()).isFalse();
        await().until(() -> door.hub.noticed().contains(Reason.KEY_KIND_NOT_OFFERED));
        assertThat(rare.getsIn()).isTrue();
        for (int i = 0; i < 3; i++) {
            assertThat(common.getsIn()).isTrue();
            assertThat(rare.getsIn()).isTrue();
        }
    }

    @Test
    void devices_behindAProxyThatNamesThem_areToldApart() throws Exception {
        door = new TestDoor(Set.of(Way.MQTTS));
        Client one = new Client("TLSv1.3", "Ed25519").behindProxy("192.0.2.1");
        Client other = new Client("TLSv1.3", "Ed25519").behindProxy("192.0.2.2");
        assertThat(one.getsIn()).isFalse();
        assertThat(one.getsIn()).isTrue();
        assertThat(other.getsIn()).isFalse();
        assertThat(other.getsIn()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void client_thatDoesNotTrustTheServer_isNotTakenForOneWithARareKey(String version) throws Exception {
        door = new TestDoor(TlsEngine.AUTO);
        Client distrustful = new Client(version, "secp256r1", new TestAuthority("Somebody else"));
        assertThat(distrustful.getsIn()).isFalse();
        await().until(() -> !door.hub.notices.isEmpty());
        assertThat(door.hub.noticed()).containsOnly(Reason.PROTOCOL_ERROR);
    }

    /** As RFC 8446 section 4.3.2 lets a client end that has no certificate of a kind that it was asked for. */
    @Test
    void client_thatGivesUpOverTheRequestForACertificate_mayHaveARareKey() throws Exception {
        door = new TestDoor(TlsEngine.AUTO);
        SSLEngine engine = TestAuthority.trusting(TestDoor.SERVER_AUTHORITY).createSSLEngine();
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(new String[] {"TLSv1.2"});
        ByteBuffer hello = ByteBuffer.allocate(20_000);
        engine.wrap(ByteBuffer.allocate(0), hello);
        byte[] handshakeFailure = {21, 3, 3, 0, 2, 2, 40};
        try (RawClient client = new RawClient(door.tlsPort())) {
            client.send(Arrays.copyOf(hello.array(), hello.position()));
            assertThat(client.receive(3)).isEqualTo("16 03 03");
            client.send(handshakeFailure);
            await().until(() -> door.hub.noticed().contains(Reason.KEY_KIND_NOT_OFFERED));
        }
    }

    /** What one TLS gave a client to keep is of no use to the other, and does no harm: the client keeps it for both. */
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void session_ofTheOtherTls_isBegunAnew(String version) throws Exception {
        door = new TestDoor(TlsEngine.AUTO);
        Client common = new Client(version, "secp256r1");
        assertThat(common.getsIn()).isTrue();
        door.line().expect(KeyKind.ED25519);
        assertThat(new Client(version, "Ed25519").at(common).getsIn()).isTrue();
        for (int i = 0; i < 3; i++) {
            assertThat(common.getsIn()).isTrue();
        }
        assertThat(door.hub.notices).isEmpty();
    }

    /** Each from an address of its own, unless it is told otherwise. */
    private final class Client {
        private final String version;
        private final SSLContext context;
        private InetAddress address;
        private String header = "";

        Client(String version, String kind) throws Exception {
            this(version, kind, TestDoor.SERVER_AUTHORITY);
        }

        Client(String version, String kind, TestAuthority trusted) throws Exception {
            this.version = version;
            KeyManager[] keys =
                    TestAuthority.present(DEVICES.issue("thing", newKeys(kind))).getKeyManagers();
            this.context = TestAuthority.trusting(trusted, keys);
            this.address = InetAddress.getByAddress(new byte[] {127, 0, 1, (byte) ++host});
        }

        Client at(Client other) {
            address = other.address;
            return this;
        }

        Client behindProxy(String named) {
            header = "PROXY TCP4 " + named + " 127.0.0.1 40000 8883\r\n";
            return this;
        }

        /** Whether the hub recognised its certificate. Without one the hub does not know it. */
        boolean getsIn() throws Exception {
            Socket plain = new Socket();
            plain.bind(new InetSocketAddress(address, 0));
            plain.connect(new InetSocketAddress(TestDoor.HOST, door.tlsPort()));
            plain.getOutputStream().write(header.getBytes(StandardCharsets.US_ASCII));
            SSLSocket socket =
                    (SSLSocket) context.getSocketFactory().createSocket(plain, TestDoor.HOST, door.tlsPort(), true);
            socket.setEnabledProtocols(new String[] {version});
            try (RawClient client = new RawClient(socket)) {
                socket.startHandshake();
                client.send(RawClient.connect("", "c"));
                return client.receive(4).equals("20 02 00 00");
            } catch (IOException nothingToShow) {
                // Where others go on without a certificate, the JDK's client may give up.
                return false;
            }
        }
    }

    private static KeyPair newKeys(String kind) throws Exception {
        boolean curve = kind.startsWith("secp");
        KeyPairGenerator generator = KeyPairGenerator.getInstance(curve ? "EC" : kind);
        if (curve) {
            generator.initialize(new ECGenParameterSpec(kind));
        }
        return generator.generateKeyPair();
    }
}
