package org.axletree.hub.registry;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.Map;
import org.axletree.core.filter.FilterPolicy;
import org.axletree.core.filter.MessageFilter;
import org.axletree.core.limit.HubLimit;
import org.axletree.core.setting.Settings;
import org.axletree.core.topic.TopicFilter;
import org.axletree.hub.settings.HubSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentCheckTest {
    private static final HubSettings SETTINGS = new HubSettings(Settings.of(Map.of(
            HubLimit.FILTER_TOPICS.property(), "2",
            HubLimit.TOPIC_LEVELS.property(), "3",
            HubLimit.DESCRIPTION_LENGTH.property(), "5")));

    @Test
    void names_upToTheLimit_areRight() {
        assertThatCode(() -> check().name("name", "n".repeat(255)).done()).doesNotThrowAnyException();
        assertThatCode(() -> check().name("name", "🚜".repeat(255)).done()).doesNotThrowAnyException();
        assertThatThrownBy(() -> check().name("name", "n".repeat(256)).done())
                .hasMessage("name: 256 characters (expected: 1 to 255)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "a\n", "a\u0000b", "\ud83d", " a", "a "})
    void wrongName_isRefused(String name) {
        assertThatThrownBy(() -> check().name("name", name).done())
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("name: ")
                .hasMessageContaining("(expected: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr-par", "nl-ams", "pl-waw"})
    void region_ofTheRightForm_isTaken(String region) {
        assertThatCode(() -> check().region(region).done()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fr", "FR-PAR", "fr-paris", "fr_par", "fr-par/"})
    void wrongRegion_isRefused(String region) {
        assertThatThrownBy(() -> check().region(region).done()).hasMessageContaining("as in fr-par");
    }

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
        assertThatCode(() -> check().serverReference(server).done()).doesNotThrowAnyException();
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
        assertThatThrownBy(() -> check().serverReference(server).done())
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("moved_to: ")
                .hasMessageContaining("(expected: ");
        assertThatThrownBy(() -> check().serverReference("h".repeat(261)).done())
                .isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"q", "telemetry", "plant.hall_1.telemetry", "_x", "a.1"})
    void queueName_ofTheRightForm_isTaken(String name) {
        assertThatCode(() -> check().queueName(name).done()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1a", "a-b", "a b", "a..b", ".a", "a.", "a*", "a>", "mq.sys.dmq", "MQ", "ä", "$a", "a/b"})
    void wrongQueueName_isRefused(String name) {
        assertThatThrownBy(() -> check().queueName(name).done()).hasMessageStartingWith("jms_config.queue_name: ");
    }

    @Test
    void queueNameTooLong_isRefused() {
        assertThatThrownBy(() -> check().queueName("q".repeat(201)).done())
                .hasMessage("jms_config.queue_name: 201 characters (expected: 1 to 200)");
    }

    @Test
    void filters_areLimitedInNumberAndDepth() {
        TopicFilter deep = TopicFilter.of("a/b/c/d");

        assertThatThrownBy(() ->
                        check().filter("f", accepting(TopicFilter.of("a"), 3)).done())
                .hasMessage("f: 3 topics (expected: at most 2)");
        assertThatThrownBy(() -> check().filter("f", accepting(deep, 1)).done())
                .hasMessage("f: 4 levels (expected: at most 3)");
        assertThatThrownBy(() -> check().topic(deep).done()).hasMessage("topic: 4 levels (expected: at most 3)");
        assertThatCode(() -> check().filter("f", accepting(TopicFilter.of("a/b/c"), 2))
                        .done())
                .doesNotThrowAnyException();
    }

    /** clouds.md E7, E8. */
    @Test
    void filters_mayHaveVariables_butOnlyThoseThatThereAre() {
        assertThatCode(() -> check().filter("f", accepting(TopicFilter.of("{{ hub.name }}/{{device.id}}/#"), 1))
                        .done())
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> check().filter("f", accepting(TopicFilter.of("{{ foo }}"), 1))
                        .done())
                .hasMessage("f: variable foo (expected: device.id, device.name, hub.id, hub.name)");
    }

    @Test
    void descriptions_mayHaveLines_butNotMoreCharactersThanTheLimit() {
        assertThatCode(() -> check().description("a\nb\tc").done()).doesNotThrowAnyException();
        assertThatThrownBy(() -> check().description("123456").done())
                .hasMessage("description: 6 characters (expected: at most 5)");
        assertThatThrownBy(() -> check().description("\u0000").done()).hasMessageStartingWith("description: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a/#", "+", "a/", "a\u0000"})
    void wrongEventsTopicPrefix_isRefused(String prefix) {
        assertThatThrownBy(() -> check().eventsTopicPrefix(prefix).done())
                .hasMessageStartingWith("events_topic_prefix: ");
    }

    @Test
    void project_isAUuidOrASimpleName() {
        assertThatCode(() -> check().project("project_id", "p").done()).doesNotThrowAnyException();
        assertThatThrownBy(() -> check().project("project_id", "a b").done()).hasMessageStartingWith("project_id: a b");
    }

    @Test
    void everythingWrong_isNamedAtOnce() {
        assertThatThrownBy(() -> check().region("x").name("name", "").done())
                .hasMessageContaining("region: ")
                .hasMessageContaining("; name: ");
    }

    private static ArgumentCheck check() {
        return new ArgumentCheck(SETTINGS);
    }

    private static MessageFilter accepting(TopicFilter topic, int times) {
        return new MessageFilter(FilterPolicy.ACCEPT, Collections.nCopies(times, topic));
    }
}
