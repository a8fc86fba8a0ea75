package org.axletree.hub.delivery.target.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.axletree.hub.delivery.target.Samples;
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

    @Test
    void preview_ofAKeyThatIsTooLong_saysSo() {
        assertThatThrownBy(() -> target.preview(CONFIGURATION, Samples.message(0, "t".repeat(1_100), "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(expected: at most 1024)");
    }
}
