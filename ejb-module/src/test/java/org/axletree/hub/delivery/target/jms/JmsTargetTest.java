package org.axletree.hub.delivery.target.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.util.Map;
import org.axletree.hub.delivery.target.Samples;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.route.RouteConfiguration;
import org.axletree.hub.registry.route.RouteDestination;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JmsTargetTest {
    private final JmsTarget target = new JmsTarget();

    @ParameterizedTest
    @ValueSource(strings = {"q", "telemetry", "plant.hall_1.telemetry", "_x", "a.1"})
    void queueName_ofTheRightForm_isTaken(String name) {
        assertThat(target.problems(queue(name))).isEmpty();
        assertThat(target.problems(topic(name))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1a", "a-b", "a b", "a..b", ".a", "a.", "a*", "a>", "mq.sys.dmq", "MQ", "ä", "$a", "a/b"})
    void wrongQueueName_isRefused(String name) {
        assertThat(target.problems(queue(name)))
                .extracting(Problem.ArgumentProblem::argumentName)
                .containsExactly("queue_name");
    }

    @Test
    void queueNameTooLong_isRefused() {
        assertThat(target.problems(queue("q".repeat(201))))
                .extracting(Problem.ArgumentProblem::helpMessage)
                .containsExactly("201 characters (expected: 1 to 200)");
    }

    @Test
    void queueAndTopic_areRefused() {
        assertThat(target.problems(new RouteConfiguration("jms", Map.of("queue_name", "q", "topic_name", "t"))))
                .extracting(Problem.ArgumentProblem::argumentName)
                .containsExactly("topic_name");
    }

    @Test
    void queueAndTopicOfOneName_areTwoDestinations() {
        assertThat(target.destination(queue("a"))).contains(new RouteDestination("jms:queue:a", "a", "queue_name"));
        assertThat(target.destination(topic("a"))).contains(new RouteDestination("jms:topic:a", "a", "topic_name"));
    }

    @Test
    void change_fromAQueueToATopic_takesItsPlace() {
        assertThat(target.changed(queue("a"), Map.of("topic_name", "b"))).isEqualTo(topic("b"));
    }

    @Test
    void preview_namesQueueAndProperties() {
        JsonObject preview = target.preview(queue("a"), Samples.message(7, "t/1", "21.5"));

        assertThat(preview.getString("queue")).isEqualTo("a");
        assertThat(preview.getString("body")).isEqualTo("21.5");
        assertThat(preview.getJsonObject("properties").getString("topic")).isEqualTo("t/1");
        assertThat(preview.getJsonObject("properties").getInt("qos")).isEqualTo(1);
    }

    @Test
    void preview_ofWhatNoPropertyHolds_saysSo() {
        assertThatThrownBy(() -> target.preview(topic("a"), Samples.message(7, "ü".repeat(40_000), "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("topic has 80000 bytes");
    }

    private static RouteConfiguration queue(String name) {
        return new RouteConfiguration("jms", Map.of("queue_name", name));
    }

    private static RouteConfiguration topic(String name) {
        return new RouteConfiguration("jms", Map.of("topic_name", name));
    }
}
