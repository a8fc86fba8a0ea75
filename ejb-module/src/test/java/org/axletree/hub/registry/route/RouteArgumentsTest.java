package org.axletree.hub.registry.route;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.function.Consumer;
import org.axletree.core.setting.Settings;
import org.axletree.hub.registry.ArgumentCheck;
import org.axletree.hub.settings.HubSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteArgumentsTest {
    @ParameterizedTest
    @ValueSource(strings = {"q", "telemetry", "plant.hall_1.telemetry", "_x", "a.1"})
    void queueName_ofTheRightForm_isTaken(String name) {
        assertThatCode(() -> check(check -> RouteArguments.queueName(check, name)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1a", "a-b", "a b", "a..b", ".a", "a.", "a*", "a>", "mq.sys.dmq", "MQ", "ä", "$a", "a/b"})
    void wrongQueueName_isRefused(String name) {
        assertThatThrownBy(() -> check(check -> RouteArguments.queueName(check, name)))
                .hasMessageStartingWith("jms_config.queue_name: ");
    }

    @Test
    void queueNameTooLong_isRefused() {
        assertThatThrownBy(() -> check(check -> RouteArguments.queueName(check, "q".repeat(201))))
                .hasMessage("jms_config.queue_name: 201 characters (expected: 1 to 200)");
    }

    private static void check(Consumer<ArgumentCheck> arguments) {
        ArgumentCheck check = new ArgumentCheck(new HubSettings(Settings.of(Map.of())));
        arguments.accept(check);
        check.done();
    }
}
