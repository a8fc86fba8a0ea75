package org.axletree.mqtt.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import javax.net.ssl.SSLSocket;
import org.axletree.core.identity.ConnectionSecurity;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.connection.RawClient;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Listeners behind a proxy: whose address counts, and who is let in at all. */
class ProxyProtocolTest {
    private static final String CONNACK = "20 02 00 00";
    private static final String SIGNATURE = "0d 0a 0d 0a 00 0d 0a 51 55 49 54 0a ";
    private static TestDoor door;

    @BeforeAll
    static void open() {
        door = new TestDoor(Set.of(Way.MQTT, Way.MQTTS));
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @BeforeEach
    void forget() {
        door.forget();
    }

    @ParameterizedTest
    @CsvSource({
        "PROXY TCP4 198.51.100.7 192.0.2.1 40000 1883, 198.51.100.7:40000",
        "PROXY TCP6 2001:db8::7 2001:db8::1 40000 1883, [2001:db8::7]:40000",
    })
    void header_ofVersion1_saysWhoIsBehindTheProxy(String header, String address) throws Exception {
        try (RawClient client = new RawClient(door.port())) {
            client.send((header + "\r\n").getBytes(StandardCharsets.US_ASCII));
            client.send(RawClient.connect("h/d", "d"));
            assertThat(client.receive(4)).isEqualTo(CONNACK);
            assertThat(door.hub.requests.get(0).remoteAddress()).isEqualTo(address);
        }
    }

    @Test
    void header_ofVersion2_inOneWriteWithTheConnect() throws Exception {
        try (RawClient client = new RawClient(door.port())) {
            byte[] header = RawClient.hex(SIGNATURE + "21 11 00 0c c6 33 64 07 c0 00 02 01 9c 40 07 5b");
            byte[] connect = RawClient.connect("h/d", "d");
            byte[] both = new byte[header.length + connect.length];
            System.arraycopy(header, 0, both, 0, header.length);
            System.arraycopy(connect, 0, both, header.length, connect.length);
            client.send(both);
            assertThat(client.receive(4)).isEqualTo(CONNACK);
            assertThat(door.hub.requests.get(0).remoteAddress()).isEqualTo("198.51.100.7:40000");
        }
    }

    /** LOCAL and UNKNOWN: the proxy speaks for itself, as for a health check. */
    @ParameterizedTest
    @CsvSource({"20 00 00 00", "21 00 00 00"})
    void header_thatNamesNobody_leavesTheProxysAddress(String local) throws Exception {
        try (RawClient client = new RawClient(door.port())) {
            client.send(RawClient.hex(SIGNATURE + local)).send(RawClient.connect("h/d", "d"));
            assertThat(client.receive(4)).isEqualTo(CONNACK);
            assertThat(door.hub.requests.get(0).remoteAddress())
                    .isEqualTo("127.0.0.1:" + client.socket().getLocalPort());
        }
    }

    @Test
    void header_comesBeforeTls() throws Exception {
        Socket proxy = new Socket(TestDoor.HOST, door.tlsPort());
        OutputStream out = proxy.getOutputStream();
        out.write("PROXY TCP4 198.51.100.7 192.0.2.1 40000 8883\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
        SSLSocket tls = (SSLSocket) TestAuthority.trusting(TestDoor.SERVER_AUTHORITY)
                .getSocketFactory()
                .createSocket(proxy, "localhost", door.tlsPort(), true);
        try (RawClient client = new RawClient(tls)) {
            client.send(RawClient.connect("h/d", "d"));
            assertThat(client.receive(4)).isEqualTo(CONNACK);
            assertThat(door.hub.requests.get(0).remoteAddress()).isEqualTo("198.51.100.7:40000");
            assertThat(door.hub.requests.get(0).security()).isEqualTo(ConnectionSecurity.SERVER_TLS);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10 12 00 04 4d 51 54 54 04 02 00 00 00 06 61 62 63 64 65 66",
        "50 52 4f 58 59 20 54 43 50 34 20 31 0d 0a",
        "50 52 4f 58 59 20 54 43 50 39 20 31 20 32 20 33 20 34 0d 0a",
        "0d 0a 0d 0a 00 0d 0a 51 55 49 54 0a 31 11 00 00",
    })
    void connection_withoutAHeaderOrWithAWrongOne_isClosed(String bytes) throws Exception {
        try (RawClient client = new RawClient(door.port())) {
            client.send(bytes);
            assertThat(client.receiveUntilClosed()).isEmpty();
            await().until(() -> !door.hub.notices.isEmpty());
            assertThat(door.hub.notices.get(0).reason()).isEqualTo(Reason.PROXY_HEADER_MISSING);
            assertThat(door.hub.notices.get(0).remoteAddress()).startsWith("127.0.0.1:");
            assertThat(door.hub.notices.get(0).packet()).doesNotContain("Exception");
            assertThat(door.hub.requests).isEmpty();
        }
    }

    @Test
    void header_onAListenerThatIsNotBehindAProxy_isNotBelieved() throws Exception {
        try (RawClient client = new RawClient(door.port(Way.WS))) {
            client.send("PROXY TCP4 198.51.100.7 192.0.2.1 40000 1883\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            client.receiveUntilClosed();
            await().until(() -> !door.hub.notices.isEmpty());
            assertThat(door.hub.notices.get(0).remoteAddress()).startsWith("127.0.0.1:");
        }
    }
}
