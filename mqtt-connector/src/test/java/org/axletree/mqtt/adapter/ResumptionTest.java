package org.axletree.mqtt.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.axletree.core.door.Admission;
import org.axletree.core.door.Recognition;
import org.axletree.core.door.TlsEngine;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.identity.ConnectionSecurity;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.connection.RawClient;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions of TLS that a client takes up again: a cheaper handshake, and not a way around anything. */
@ParameterizedClass
@EnumSource(names = {"NATIVE", "JAVA"})
class ResumptionTest {
    private static final TestAuthority DEVICES = new TestAuthority("Devices");
    private static final String CONNACK = "20 02 00 00";

    @Parameter
    TlsEngine tls;

    private final AtomicInteger recognised = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void session_takenUpAgain_isKnownByItsCertificateWithoutAnotherHandshake(String version) throws Exception {
        try (TestDoor door = countingDoor()) {
            SSLContext client = device();
            assertThat(connect(door, client, version)).isEqualTo(CONNACK);
            assertThat(connect(door, client, version)).isEqualTo(CONNACK);

            assertThat(recognised).hasValue(1);
            for (ConnectRequest request : door.hub.requests) {
                assertThat(request.security()).isEqualTo(ConnectionSecurity.MUTUAL_TLS);
                assertThat(request.certificates()
                                .get(0)
                                .getSubjectX500Principal()
                                .getName())
                        .isEqualTo("CN=thing");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void session_ofADeviceThatWasRevoked_isStoppedAtTheGate(String version) throws Exception {
        try (TestDoor door = countingDoor()) {
            SSLContext client = device();
            assertThat(connect(door, client, version)).isEqualTo(CONNACK);
            door.hub.gate = request -> new Admission.Refused(Reason.INVALID_CERTIFICATE);

            assertThat(connect(door, client, version)).isEqualTo("20 02 00 05");
            assertThat(door.hub.requests.get(1).certificates()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void session_afterTheServersCertificateWasRenewed_isTakenUpByTheNativeTls_andBegunAnewByTheOther(String version)
            throws Exception {
        try (TestDoor door = countingDoor()) {
            SSLContext client = device();
            assertThat(connect(door, client, version)).isEqualTo(CONNACK);
            door.line().renew(TestDoor.SERVER_AUTHORITY.server("localhost"));

            assertThat(connect(door, client, version)).isEqualTo(CONNACK);
            assertThat(recognised).hasValue(tls == TlsEngine.NATIVE ? 1 : 2);
        }
    }

    private TestDoor countingDoor() {
        TestDoor door = new TestDoor(tls);
        door.hub.authorities = chain -> {
            recognised.incrementAndGet();
            return Recognition.RECOGNISED;
        };
        return door;
    }

    /** Connects, and reads the answer: only then a client of TLS 1.3 has been given a session to keep. */
    private static String connect(TestDoor door, SSLContext client, String version) throws Exception {
        SSLSocket socket = (SSLSocket) client.getSocketFactory().createSocket(TestDoor.HOST, door.tlsPort());
        socket.setEnabledProtocols(new String[] {version});
        try (RawClient line = new RawClient(socket)) {
            line.send(RawClient.connect("", "c"));
            return line.receive(4);
        }
    }

    private static SSLContext device() {
        return TestAuthority.trusting(
                TestDoor.SERVER_AUTHORITY,
                TestAuthority.present(DEVICES.issue("thing")).getKeyManagers());
    }
}
