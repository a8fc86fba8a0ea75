package org.axletree.hub.registry.huawei;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class HuaweiShadowServiceTest {
    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

    @Parameter
    TestDatabase kind;

    private RegistryFixture registry;
    private String device;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(kind.open());
        device = registry.device(registry.hub("hub").id(), "d").id();
    }

    @Test
    void report_replacesPropertiesAsAWhole_andKeepsTheOthers() {
        registry.shadows.write(Map.of(device, List.of(said("s", "{\"a\":{\"x\":1},\"b\":1}"))));
        registry.shadows.write(Map.of(device, List.of(said("s", "{\"a\":{\"y\":2}}"), said("t", "{\"c\":3}"))));

        assertThat(registry.shadows.of(device))
                .containsExactly(
                        new HuaweiShadow(
                                "s",
                                0,
                                JsonObject.EMPTY_JSON_OBJECT,
                                Optional.empty(),
                                json("{\"a\":{\"y\":2},\"b\":1}"),
                                Optional.of(AT)),
                        new HuaweiShadow(
                                "t",
                                0,
                                JsonObject.EMPTY_JSON_OBJECT,
                                Optional.empty(),
                                json("{\"c\":3}"),
                                Optional.of(AT)));
    }

    @Test
    void wish_ofAnotherVersion_isRefused() {
        registry.shadows.want(device, said("s", "{\"a\":1}"), OptionalLong.empty());
        assertThatThrownBy(() -> registry.shadows.want(device, said("s", "{\"a\":2}"), OptionalLong.of(0)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("version 1");
        registry.shadows.want(device, said("s", "{\"a\":null,\"b\":2}"), OptionalLong.of(1));

        HuaweiShadow shadow = registry.shadows.of(device).get(0);
        assertThat(shadow.version()).isEqualTo(2);
        assertThat(shadow.desired()).isEqualTo(json("{\"b\":2}"));
    }

    @Test
    void report_beyondTheRoom_isLeftOutAndTold() {
        registry.limits.put(HubLimit.SHADOW_SERVICES, 1);
        registry.limits.put(HubLimit.SHADOW_BYTES, 20);

        assertThat(registry.shadows.write(Map.of(device, List.of(said("s", "{\"a\":1}"), said("t", "{\"b\":1}")))))
                .containsExactly(device);
        assertThat(registry.shadows.write(Map.of(
                        device,
                        List.of(said("s", "{\"a\":\"far too long for it\"}")),
                        "gone",
                        List.of(said("s", "{}")))))
                .containsExactlyInAnyOrder(device, "gone");
        assertThat(registry.shadows.of(device)).hasSize(1);
    }

    @Test
    void downlinks_waitInTheirOrder_andEnd() {
        registry.limits.put(HubLimit.DOWNLINKS_PER_DEVICE, 2);
        registry.downlinks.keep(device, "m1", "t", new byte[] {1}, AT.plusSeconds(10));
        registry.downlinks.keep(device, "m2", "t", new byte[] {2}, AT.plusSeconds(20));

        assertThatThrownBy(() -> registry.downlinks.keep(device, "m3", "t", new byte[0], AT.plusSeconds(20)))
                .isInstanceOf(ProblemException.class);
        assertThat(registry.downlinks.waiting(device, AT))
                .extracting(WaitingDownlink::messageId)
                .containsExactly("m1", "m2");
        assertThat(registry.downlinks.waiting(device, AT.plusSeconds(10)))
                .extracting(WaitingDownlink::messageId)
                .containsExactly("m2");

        registry.downlinks.removeExpired(AT.plusSeconds(10));
        registry.downlinks.remove(registry.downlinks.waiting(device, AT).get(0));
        assertThat(registry.downlinks.waiting(device, AT)).isEmpty();
    }

    private static ServiceProperties said(String serviceId, String properties) {
        return new ServiceProperties(serviceId, json(properties), AT);
    }

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }
}
