package org.axletree.hub.registry.huawei;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.database.TestDatabase;
import org.axletree.hub.registry.huawei.HuaweiCommand.Status;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class HuaweiCommandServiceTest {
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
    void command_goesFromWaitingToItsAnswer() {
        add("c1");
        assertThat(status("c1", AT)).isEqualTo(Status.PENDING);

        registry.huaweiCommands.told("c1", false, AT.plusSeconds(1));
        assertThat(status("c1", AT)).isEqualTo(Status.SENT);

        registry.huaweiCommands.answered("c1", true, "{\"result_code\":0}", AT.plusSeconds(2));
        HuaweiCommand answered = registry.huaweiCommands.get(device, "c1", LATER);
        assertThat(answered.status()).isEqualTo(Status.SUCCESSFUL);
        assertThat(answered.sentAt()).contains(AT.plusSeconds(1));
        assertThat(answered.answeredAt()).contains(AT.plusSeconds(2));
        assertThat(answered.answer()).contains("{\"result_code\":0}");
    }

    @Test
    void command_thatTheDeviceAcknowledged_isDelivered_andMayStillBeAnswered() {
        add("c1");

        registry.huaweiCommands.told("c1", true, AT.plusSeconds(1));

        HuaweiCommand delivered = registry.huaweiCommands.get(device, "c1", AT);
        assertThat(delivered.status()).isEqualTo(Status.DELIVERED);
        assertThat(delivered.sentAt()).contains(AT.plusSeconds(1));
        assertThat(delivered.deliveredAt()).contains(AT.plusSeconds(1));
        assertThat(registry.huaweiCommands.open(AT)).containsOnlyKeys("c1");
    }

    @Test
    void answer_thatWasQuicker_stays() {
        add("c1");
        registry.huaweiCommands.answered("c1", false, "{}", AT);

        registry.huaweiCommands.told("c1", true, AT);

        assertThat(status("c1", AT)).isEqualTo(Status.FAILED);
    }

    @Test
    void command_whoseTimeIsOver_saysHow() {
        add("waits");
        add("told");
        add("acknowledged");
        registry.huaweiCommands.told("told", false, AT);
        registry.huaweiCommands.told("acknowledged", true, AT);

        assertThat(status("waits", LATER)).isEqualTo(Status.EXPIRED);
        assertThat(status("told", LATER)).isEqualTo(Status.TIMEOUT);
        assertThat(status("acknowledged", LATER)).isEqualTo(Status.TIMEOUT);

        registry.huaweiCommands.removeExpired(LATER);
        assertThat(status("waits", LATER)).isEqualTo(Status.EXPIRED);
        registry.huaweiCommands.removeExpired(LATER.plus(Duration.ofDays(1)));
        assertThatThrownBy(() -> status("waits", LATER)).isInstanceOf(ProblemException.class);
    }

    @Test
    void commands_thatMayBeAnswered_areThose() {
        add("waits");
        add("answered");
        registry.huaweiCommands.answered("answered", true, "{}", AT);

        assertThat(registry.huaweiCommands.open(AT))
                .isEqualTo(Map.of("waits", new HuaweiCommandService.Open("gateway", LATER)));
        assertThat(registry.huaweiCommands.open(LATER)).isEmpty();
    }

    @Test
    void commands_ofADevice_areSoMany_andWhatIsOverMakesRoom() {
        int most = HubLimit.DOWNLINKS_PER_DEVICE.standard();
        for (int i = 0; i < most; i++) {
            add("c" + i);
        }
        assertThatThrownBy(() -> add("one more")).isInstanceOf(ProblemException.class);
        registry.huaweiCommands.answered("c0", true, "{}", AT);

        add("one more");

        assertThatThrownBy(() -> status("c0", AT)).isInstanceOf(ProblemException.class);
    }

    @Test
    void command_ofAnotherDevice_isNotFound() {
        add("c1");

        assertThatThrownBy(() -> registry.huaweiCommands.get("another", "c1", AT))
                .isInstanceOf(ProblemException.class);
    }

    private Status status(String id, Instant now) {
        return registry.huaweiCommands.get(device, id, now).status();
    }

    private void add(String id) {
        registry.huaweiCommands.add(
                new HuaweiCommand(
                        id,
                        "light",
                        "dim",
                        "{}",
                        true,
                        Status.PENDING,
                        AT,
                        LATER,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                device,
                "gateway");
    }
}
