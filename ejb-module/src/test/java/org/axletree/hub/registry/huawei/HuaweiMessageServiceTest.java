package org.axletree.hub.registry.huawei;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.IntStream;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.database.TestDatabase;
import org.axletree.hub.registry.huawei.HuaweiMessage.Status;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class HuaweiMessageServiceTest {
    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");
    private static final Instant LATER = AT.plusSeconds(100);

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
    void message_waits_untilItsAddresseeHasIt() {
        add("m", "gateway");
        assertThat(get("m").status(AT)).isEqualTo(Status.PENDING);
        assertThat(get("m").finishedAt(AT)).isEmpty();

        registry.huaweiMessages.delivered("another", "m", AT.plusSeconds(1));
        assertThat(get("m").status(AT)).isEqualTo(Status.PENDING);

        registry.huaweiMessages.delivered("gateway", "m", AT.plusSeconds(2));
        registry.huaweiMessages.delivered("gateway", "m", AT.plusSeconds(3));
        assertThat(get("m").status(LATER)).isEqualTo(Status.DELIVERED);
        assertThat(get("m").finishedAt(LATER)).contains(AT.plusSeconds(2));
    }

    @Test
    void message_thatWaitedTooLong_isTimedOut() {
        add("m", device);

        assertThat(get("m").status(LATER)).isEqualTo(Status.TIMEOUT);
        assertThat(get("m").finishedAt(LATER)).contains(LATER);
    }

    @Test
    void newest_areRemembered_andOneOfTheSameIdOnce() {
        int most = HubLimit.MESSAGES_REMEMBERED.standard();
        IntStream.range(0, most + 2).forEach(i -> add("m" + i, device));
        add("m5", device);

        assertThat(registry.huaweiMessages.of(device))
                .extracting(HuaweiMessage::id)
                .hasSize(most - 1)
                .startsWith("m5", "m" + (most + 1), "m" + most)
                .endsWith("m3");
        assertThatThrownBy(() -> get("m0")).isInstanceOf(ProblemException.class);
    }

    @Test
    void message_ofADeviceThatGoes_goesToo() {
        add("m", device);
        registry.huaweiMessages.remove(device, "m");
        assertThat(registry.huaweiMessages.of(device)).isEmpty();

        assertThatThrownBy(() -> registry.huaweiMessages.add(get("m"), "nobody", "nobody"))
                .isInstanceOf(ProblemException.class);
    }

    private void add(String id, String addressee) {
        registry.huaweiMessages.add(
                new HuaweiMessage(id, "", "x", false, false, "t", AT, LATER, Optional.empty()), device, addressee);
    }

    private HuaweiMessage get(String id) {
        return registry.huaweiMessages.get(device, id);
    }
}
