package org.axletree.mqtt.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.axletree.core.door.TlsEngine;
import org.axletree.mqtt.packet.RawClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which keys a device can prove to have in the handshake (clouds.md D9), by what does TLS. */
@ParameterizedClass
@EnumSource
class DeviceKeysTest {
    private static final TestAuthority DEVICES = new TestAuthority("Devices");
    private static final List<String> OF_BOTH = List.of("RSA", "secp256r1", "secp384r1");
    private static final List<String> OF_JAVA = List.of("secp521r1", "Ed25519", "Ed448", "RSASSA-PSS");

    @Parameter
    TlsEngine tls;

    private TestDoor door;

    @AfterEach
    void close() {
        door.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void keys_thatTheEngineKnows_areTaken_andOthersAreNotShown(String version) throws Exception {
        door = new TestDoor(tls);
        for (String kind : OF_BOTH) {
            assertThat(isShown(version, kind)).as(kind).isTrue();
        }
        for (String kind : OF_JAVA) {
            assertThat(isShown(version, kind)).as(kind).isEqualTo(tls == TlsEngine.JAVA);
        }
    }

    /** Whether the hub got to see the certificate of a client that has a key of this kind. */
    private boolean isShown(String version, String kind) throws Exception {
        KeyManager[] keys =
                TestAuthority.present(DEVICES.issue("thing", newKeys(kind))).getKeyManagers();
        SSLContext context = TestAuthority.trusting(TestDoor.SERVER_AUTHORITY, keys);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(TestDoor.HOST, door.tlsPort());
        socket.setEnabledProtocols(new String[] {version});
        try (RawClient client = new RawClient(socket)) {
            socket.startHandshake();
            client.send(RawClient.connect("h/d", "c"));
            assertThat(client.receive(4)).isEqualTo("20 02 00 00");
        } catch (SSLException nothingToShow) {
            // Where others go on without a certificate, the JDK's client may give up.
            return false;
        }
        return !door.hub
                .requests
                .get(door.hub.requests.size() - 1)
                .certificates()
                .isEmpty();
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
