package org.axletree.hub.registry;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.axletree.core.limit.HubLimit;
import org.axletree.core.setting.Settings;
import org.axletree.core.topic.TopicFilter;
import org.axletree.hub.settings.HubSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentCheckTest {
    private static final HubSettings SETTINGS = new HubSettings(Settings.of(Map.of(
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

    @Test
    void topicTooDeep_isRefused() {
        assertThatCode(() -> check().topic("topic", TopicFilter.of("a/b/c")).done())
                .doesNotThrowAnyException();
        assertThatThrownBy(
                        () -> check().topic("topic", TopicFilter.of("a/b/c/d")).done())
                .hasMessage("topic: 4 levels (expected: at most 3)");
    }

    @Test
    void descriptions_mayHaveLines_butNotMoreCharactersThanTheLimit() {
        assertThatCode(() -> check().description("a\nb\tc").done()).doesNotThrowAnyException();
        assertThatThrownBy(() -> check().description("123456").done())
                .hasMessage("description: 6 characters (expected: at most 5)");
        assertThatThrownBy(() -> check().description("\u0000").done()).hasMessageStartingWith("description: ");
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
}
