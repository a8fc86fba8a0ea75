package org.axletree.server;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.axletree.core.setting.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadinessTest {
    private static final int NOT_READY = 503;
    private static final int READY = 200;

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer hub;
    private volatile int readyAfter = Integer.MAX_VALUE;

    @BeforeEach
    void start() throws IOException {
        hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hub.createContext("/health/ready", exchange -> {
            exchange.sendResponseHeaders(asked.incrementAndGet() > readyAfter ? READY : NOT_READY, -1);
            exchange.close();
        });
        hub.start();
    }

    @AfterEach
    void stop() {
        hub.stop(0);
    }

    private Readiness within(String seconds) {
        return new Readiness(
                Settings.of(Map.of(
                        "axletree.bind",
                        "127.0.0.1",
                        "axletree.http.port",
                        String.valueOf(hub.getAddress().getPort()),
                        "axletree.start.seconds",
                        seconds)),
                "logs/axletree.log");
    }

    @Test
    void hub_thatIsNotReadyInTime_isGivenUpWithWhatWouldHelp() {
        assertThatThrownBy(() -> within("1").await(true))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("within 1 s")
                .hasMessageContaining("logs/axletree.log")
                .hasMessageContaining("AXLETREE_START_SECONDS");
    }

    @Test
    void hub_thatGetsReadyInTime_isWaitedFor() {
        readyAfter = 3;
        assertThatCode(() -> within("600").await(true)).doesNotThrowAnyException();
    }

    @Test
    void hub_thatIsNotThere_isNotWaitedFor() {
        assertThatThrownBy(() -> within("600").await(false))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("could not be started");
    }
}
