package org.axletree.hub.registry.hub;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.function.Consumer;
import org.axletree.core.setting.Settings;
import org.axletree.hub.registry.ArgumentCheck;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.settings.HubSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubArgumentsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "hub.example.org",
                "hub.example.org:8883",
                "10.10.151.22:1",
                "[fe80::9610:3eff]:1883",
                "[::1]"
            })
    void serverReference_ofTheRightForm_isTaken(String server) {
        assertThatCode(() -> check(check -> HubArguments.serverReference(check, server)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "a b",
                "mqtts://hub",
                "hub:",
                "hub:0",
                "hub:65536",
                "hub:99999",
                "-hub",
                "hub-",
                "hub..org",
                "fe80::1",
                "[fe80::1",
                "hub/x",
                "hüb",
                "hub:1883\n"
            })
    void wrongServerReference_isRefused(String server) {
        assertThatThrownBy(() -> check(check -> HubArguments.serverReference(check, server)))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("moved_to: ")
                .hasMessageContaining("(expected: ");
        assertThatThrownBy(() -> check(check -> HubArguments.serverReference(check, "h".repeat(261))))
                .isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/#", "+", "a/", "a\u0000"})
    void wrongEventsTopicPrefix_isRefused(String prefix) {
        assertThatThrownBy(() -> check(check -> HubArguments.eventsTopicPrefix(check, prefix)))
                .hasMessageStartingWith("events_topic_prefix: ");
    }

    private static void check(Consumer<ArgumentCheck> arguments) {
        ArgumentCheck check = new ArgumentCheck(new HubSettings(Settings.of(Map.of())));
        arguments.accept(check);
        check.done();
    }
}
