package org.axletree.hub.delivery.target.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.axletree.fence.AddressFence;
import org.axletree.hub.delivery.target.Delivery;
import org.axletree.hub.delivery.target.Samples;
import org.axletree.hub.delivery.target.TargetConnection;
import org.axletree.hub.registry.route.RouteConfiguration;
import org.junit.jupiter.api.Test;

class S3TargetTest {
    private static final RouteConfiguration CONFIGURATION = new RouteConfiguration(
            "s3",
            Map.of("bucket_name", "things", "object_prefix", "p", "strategy", "per_message", "secret_key", "s3cret"));

    private final S3Target target = new S3Target();

    @Test
    void preview_namesBucketAndKey() {
        assertThat(target.preview(CONFIGURATION, Samples.message(0, "t/1", "21.5")))
                .hasToString("{\"bucket\":\"things\",\"key\":\"p/t/1/2026-01-01T00:00:00.123Z\",\"body\":\"21.5\"}");
    }

    /** Stores of other makers do not know bodies in signed pieces. */
    @Test
    void object_goesAsItIs_alsoWithoutTls() throws Exception {
        BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
        HttpServer store = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        store.createContext("/", exchange -> {
            bodies.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().containsKey("Content-Encoding") + " "
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        store.start();
        RouteConfiguration configuration = new RouteConfiguration(
                "s3",
                Map.of(
                        "bucket_region",
                        "fr-par",
                        "bucket_name",
                        "things",
                        "object_prefix",
                        "p",
                        "access_key",
                        "a",
                        "secret_key",
                        "s3cret",
                        "endpoint",
                        "http://127.0.0.1:" + store.getAddress().getPort()));
        try (TargetConnection connection =
                new S3Target(AddressFence.allowing(List.of("127.0.0.1"))).open("r", configuration)) {
            assertThat(connection.deliver(List.of(Samples.message(1, "t/1", "21.5"))))
                    .containsExactly(Delivery.DELIVERED);
        } finally {
            store.stop(0);
        }
        assertThat(bodies).containsExactly("/things/p/t/1 false 21.5");
    }

    @Test
    void preview_ofAKeyThatIsTooLong_saysSo() {
        assertThatThrownBy(() -> target.preview(CONFIGURATION, Samples.message(0, "t".repeat(1_100), "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(expected: at most 1024)");
    }
}
