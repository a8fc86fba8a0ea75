package org.axletree.hub.registry.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LorawanTemplateTest {
    private static final Map<String, String> VALUES =
            Map.of("application_id", "farm", "device_id", "gate-1", "event", "up", "f_port", "2");

    @Test
    void template_isFilledWithWhatTheMessageSays() {
        assertThat(LorawanTemplate.fill(LorawanTemplate.STANDARD, VALUES)).isEqualTo("farm/gate-1/up");
        assertThat(LorawanTemplate.fill("{{device_id}}/$1/{{  f_port }}", VALUES))
                .isEqualTo("gate-1/$1/2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a+b", "#", "a/b", "a\0b", ""})
    void value_thatWouldChangeTheLevels_isRefused(String value) {
        assertThatThrownBy(() -> LorawanTemplate.fill("x/{{ device_name }}", Map.of("device_name", value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("device_name: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{{ foo }}", "a/#", "+/{{ event }}", "$x/{{ event }}", "a/{{ event", "a/}}", "a/{{{ event }}}"})
    void template_thatMakesNoTopic_isRefused(String template) {
        assertThat(LorawanTemplate.problem(template)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {LorawanTemplate.STANDARD, "x", "a/{{event}}/{{device_eui}}-{{f_port}}"})
    void template_thatMakesATopic_isTaken(String template) {
        assertThat(LorawanTemplate.problem(template)).isEmpty();
    }
}
