package org.axletree.mqtt.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.epoll.Epoll;
import io.netty.handler.ssl.OpenSsl;
import java.io.BufferedReader;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.axletree.mqtt.connection.RawClient;
import org.junit.jupiter.api.Test;

/** On a platform for which Netty has no native code: the JDK's selector and the JDK's TLS. */
class FallbackTest {
    private static final TestAuthority DEVICES = new TestAuthority("Devices");

    @Test
    void door_withoutNativeCode_letsDevicesInByTlsAndWebSocket() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dio.netty.transport.noNative=true",
                        "-Dio.netty.handler.ssl.noOpenSsl=true",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Fallback.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = process.inputReader()) {
            assertThat(said.readLine()).isEqualTo("epoll false openssl false");
            int tlsPort = Integer.parseInt(said.readLine());
            SSLContext client = SSLContext.getInstance("TLS");
            client.init(
                    TestAuthority.present(DEVICES.issue("thing")).getKeyManagers(),
                    new javax.net.ssl.TrustManager[] {new TrustingAnything()},
                    null);
            for (int time = 0; time < 2; time++) {
                try (RawClient line = new RawClient(client.getSocketFactory().createSocket(TestDoor.HOST, tlsPort))) {
                    line.send(RawClient.connect("", "c"));
                    assertThat(line.receive(4)).isEqualTo("20 02 00 00");
                    line.send(RawClient.subscribe(1, "a", 1)).receive(5);
                    line.send(RawClient.publish("a", 0, new byte[100_000]));
                    assertThat(line.receivePacket()).hasSize(100_007);
                }
            }
            process.getOutputStream().close();
            assertThat(process.waitFor()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    /** The other process. */
    static final class Fallback {
        public static void main(String[] arguments) throws Exception {
            System.out.println("epoll " + Epoll.isAvailable() + " openssl " + OpenSsl.isAvailable());
            try (TestDoor door = new TestDoor()) {
                System.out.println(door.port(Way.MQTTS));
                while (System.in.read() >= 0) {
                    // Until the test has ended.
                }
            }
        }
    }
}
