package org.axletree.mqtt.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509ExtendedKeyManager;
import org.axletree.core.door.Recognition;
import org.axletree.core.door.ServerIdentity;
import org.axletree.core.door.TlsEngine;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.connection.RawClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS at the door, seen by the JDK's client, whatever does it. */
@ParameterizedClass
@EnumSource(names = {"NATIVE", "JAVA"})
class TlsTest {
    private static final TestAuthority DEVICES = new TestAuthority("Devices");
    private static TestDoor door;

    @Parameter
    TlsEngine tls;

    @BeforeParameterizedClassInvocation
    static void open(TlsEngine tls) {
        door = new TestDoor(tls);
    }

    @AfterParameterizedClassInvocation
    static void close() {
        door.close();
    }

    @BeforeEach
    void reset() {
        door.hub.authorities = chain -> Recognition.RECOGNISED;
        door.forget();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void client_showsACertificate_isKnownByIt(String version) throws Exception {
        try (RawClient client = client(version, keyManagers("thing"))) {
            client.send(RawClient.connect("somebody/else", "c"));
            assertThat(client.receive(4)).isEqualTo("20 02 00 00");
            assertThat(door.hub
                            .requests
                            .get(0)
                            .certificates()
                            .get(0)
                            .getSubjectX500Principal()
                            .getName())
                    .isEqualTo("CN=thing");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void certificate_notRecognised_handshakeFailsAndNothingIsAdmitted(String version) throws Exception {
        door.hub.authorities = chain -> new Recognition.Unrecognised(Reason.INVALID_CERTIFICATE);
        // In TLS 1.3 the client believes the handshake to be over before the server has seen the certificate.
        assertThatThrownBy(() -> {
                    try (RawClient client = client(version, keyManagers("stranger"))) {
                        client.send(RawClient.connect("h/d", "c"));
                        client.receive(4);
                        throw new IOException("answered");
                    }
                })
                .isInstanceOf(SSLException.class)
                .hasMessageContaining(tls == TlsEngine.NATIVE ? "unknown_ca" : "certificate_unknown");
        assertThat(door.hub.requests).isEmpty();
        await().until(() -> !door.hub.notices.isEmpty());
        assertThat(door.hub.noticed()).containsExactly(Reason.INVALID_CERTIFICATE);
        assertThat(door.hub.notices.get(0).packet()).isEqualTo("TLS handshake: CN=stranger");
        assertThat(door.hub.notices.get(0).remoteAddress()).startsWith("127.0.0.1:");
    }

    @Test
    void certificate_expired_alertSaysSo() {
        door.hub.authorities = chain -> new Recognition.Unrecognised(Reason.CERTIFICATE_EXPIRED);
        assertThatThrownBy(() -> client("TLSv1.2", keyManagers("old")).close())
                .hasMessageContaining(tls == TlsEngine.NATIVE ? "certificate_expired" : "certificate_unknown");
    }

    /** The hub is not asked: what nobody can read is nobody's, and no trouble of the hub that belongs into its log. */
    @Test
    void certificate_cannotBeRead_isRefusedAndNoticed() {
        assertThatThrownBy(
                        () -> client("TLSv1.2", present(DEVICES.unreadable())).close())
                .hasMessageContaining(tls == TlsEngine.NATIVE ? "unknown_ca" : "bad_certificate");
        await().until(() -> !door.hub.notices.isEmpty());
        if (tls == TlsEngine.NATIVE) {
            assertThat(door.hub.noticed()).containsExactly(Reason.INVALID_CERTIFICATE);
            assertThat(door.hub.notices.get(0).packet()).isEqualTo("TLS handshake: certificate cannot be read");
        } else {
            // It does not come as far as to whoever would say so.
            assertThat(door.hub.noticed()).containsExactly(Reason.PROTOCOL_ERROR);
        }
    }

    @Test
    void recognition_fails_handshakeFails() {
        door.hub.authorities = chain -> {
            throw new IllegalStateException("database away, on purpose");
        };
        assertThatThrownBy(() -> client("TLSv1.2", keyManagers("thing")).close())
                .isInstanceOf(SSLException.class);
    }

    @Test
    void certificateRequest_namesNoAuthority() throws Exception {
        AtomicReference<Principal[]> asked = new AtomicReference<>();
        KeyManager[] asking = {new Asked(asked)};
        try (RawClient client = client("TLSv1.2", asking)) {
            client.send(RawClient.connect("h/d", "c"));
            assertThat(client.receive(4)).isEqualTo("20 02 00 00");
        }
        // The JDK says null or none for an empty list; what matters is that the server asked and named nobody.
        assertThat(asked.get()).isNotNull().isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.1", "TLSv1"})
    void oldTls_isRefused(String version) {
        assertThatThrownBy(() -> client(version, new KeyManager[0]).close()).isInstanceOf(IOException.class);
    }

    @Test
    void renew_nextHandshakeShowsTheNewCertificate_liveConnectionsStay() throws Exception {
        try (RawClient before = client("TLSv1.3", new KeyManager[0])) {
            before.send(RawClient.connect("h/d", "c")).receive(4);
            door.line().renew(TestDoor.SERVER_AUTHORITY.server("renewed"));
            try (RawClient after = client("TLSv1.3", new KeyManager[0])) {
                X509Certificate shown = (X509Certificate)
                        ((SSLSocket) after.socket()).getSession().getPeerCertificates()[0];
                assertThat(shown.getSubjectX500Principal().getName()).isEqualTo("CN=renewed");
            }
            assertThat(before.send("c0 00").receive(2)).isEqualTo("d0 00");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void client_asksForAName_isShownTheCertificateForIt(String version) throws Exception {
        door.hub.identities.put("one.example.org", TestDoor.SERVER_AUTHORITY.server("one"));
        door.hub.identities.put("two.example.org", TestDoor.SERVER_AUTHORITY.server("two"));

        assertThat(shownFor("one.example.org", version)).isEqualTo("CN=one");
        assertThat(shownFor("two.example.org", version)).isEqualTo("CN=two");
        assertThat(shownFor("one.example.org", version)).isEqualTo("CN=one");
        assertThat(shownFor("three.example.org", version)).isNotIn("CN=one", "CN=two");

        door.hub.identities.put("one.example.org", TestDoor.SERVER_AUTHORITY.server("renewed"));
        assertThat(shownFor("one.example.org", version)).isEqualTo("CN=renewed");
    }

    @Test
    void disconnectInsecure_sparesMutualTls() throws Exception {
        try (RawClient mutual = client("TLSv1.3", keyManagers("multi"));
                RawClient oneSided = client("TLSv1.3", new KeyManager[0])) {
            mutual.send(RawClient.connect("", "c1")).receive(4);
            oneSided.send(RawClient.connect("certified/multi", "c2")).receive(4);
            door.line()
                    .disconnectInsecure(
                            "certified", "multi", Reason.DEVICE_SECURITY_RAISED, door.hub.revision.incrementAndGet());
            assertThat(oneSided.receiveUntilClosed()).isEmpty();
            assertThat(mutual.send("c0 00").receive(2)).isEqualTo("d0 00");
        }
    }

    @Test
    void plainBytes_onTheTlsPort_areClosed() throws IOException {
        try (RawClient client = new RawClient(door.tlsPort())) {
            client.send(RawClient.connect("h/d", "c"));
            client.receiveUntilClosed();
            await().until(() -> !door.hub.notices.isEmpty());
            assertThat(door.hub.noticed()).containsExactly(Reason.PROTOCOL_ERROR);
        }
    }

    private static KeyManager[] keyManagers(String commonName) {
        return present(DEVICES.issue(commonName));
    }

    private static KeyManager[] present(TestAuthority.Identity identity) {
        return TestAuthority.present(identity).getKeyManagers();
    }

    /** As an owner does who had forgotten the certificates in between. */
    @Test
    void sameCertificate_withALongerChain_isShownWithThat() throws Exception {
        ServerIdentity alone = TestDoor.SERVER_AUTHORITY.server("alone");
        door.hub.identities.put("alone.example.org", alone);
        assertThat(chainShownFor("alone.example.org", "TLSv1.3")).hasSize(1);

        List<X509Certificate> longer = List.of(alone.chain().get(0), TestDoor.SERVER_AUTHORITY.certificate());
        door.hub.identities.put("alone.example.org", new ServerIdentity(longer, alone.key()));
        assertThat(chainShownFor("alone.example.org", "TLSv1.3")).hasSize(2);
    }

    private static String shownFor(String name, String version) throws Exception {
        return ((X509Certificate) chainShownFor(name, version)[0])
                .getSubjectX500Principal()
                .getName();
    }

    private static Certificate[] chainShownFor(String name, String version) throws Exception {
        SSLContext context = TestAuthority.trusting(TestDoor.SERVER_AUTHORITY, new KeyManager[0]);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(TestDoor.HOST, door.tlsPort())) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(name)));
            parameters.setProtocols(new String[] {version});
            socket.setSSLParameters(parameters);
            socket.setSoTimeout(60_000);
            socket.startHandshake();
            return socket.getSession().getPeerCertificates();
        }
    }

    private static RawClient client(String version, KeyManager[] keys) throws Exception {
        SSLContext context = TestAuthority.trusting(TestDoor.SERVER_AUTHORITY, keys);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(TestDoor.HOST, door.tlsPort());
        try {
            socket.setSoTimeout(60_000);
            socket.setEnabledProtocols(new String[] {version});
            socket.startHandshake();
            return new RawClient(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Has no certificate, but remembers which authorities it was asked for. */
    private static final class Asked extends X509ExtendedKeyManager {
        private final AtomicReference<Principal[]> asked;

        Asked(AtomicReference<Principal[]> asked) {
            this.asked = asked;
        }

        @Override
        public String chooseClientAlias(String[] keyTypes, Principal[] issuers, java.net.Socket socket) {
            asked.set(issuers == null ? new Principal[0] : List.of(issuers).toArray(Principal[]::new));
            return null;
        }

        @Override
        public String[] getClientAliases(String keyType, Principal[] issuers) {
            return null;
        }

        @Override
        public String[] getServerAliases(String keyType, Principal[] issuers) {
            return null;
        }

        @Override
        public String chooseServerAlias(String keyType, Principal[] issuers, java.net.Socket socket) {
            return null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return null;
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return null;
        }
    }
}
