package org.axletree.hub.registry.device;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.Map;
import org.axletree.core.filter.FilterPolicy;
import org.axletree.core.filter.MessageFilter;
import org.axletree.core.limit.HubLimit;
import org.axletree.core.setting.Settings;
import org.axletree.core.topic.TopicFilter;
import org.axletree.hub.registry.ArgumentCheck;
import org.axletree.hub.settings.HubSettings;
import org.junit.jupiter.api.Test;

class DeviceArgumentsTest {
    private static final HubSettings SETTINGS = new HubSettings(Settings.of(Map.of(
            HubLimit.FILTER_TOPICS.property(), "2",
            HubLimit.TOPIC_LEVELS.property(), "3")));
    private static final String ARGUMENT = "message_filters.publish.topics";

    @Test
    void filters_areLimitedInNumberAndDepth() {
        assertThatThrownBy(() -> check(TopicFilter.of("a"), 3))
                .hasMessage(ARGUMENT + ": 3 topics (expected: at most 2)");
        assertThatThrownBy(() -> check(TopicFilter.of("a/b/c/d"), 1))
                .hasMessage(ARGUMENT + ": 4 levels (expected: at most 3)");
        assertThatCode(() -> check(TopicFilter.of("a/b/c"), 2)).doesNotThrowAnyException();
    }

    /** scaleway.md E7, E8. */
    @Test
    void filters_mayHaveVariables_butOnlyThoseThatThereAre() {
        assertThatCode(() -> check(TopicFilter.of("{{ hub.name }}/{{device.id}}/#"), 1))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> check(TopicFilter.of("{{ foo }}"), 1))
                .hasMessage(ARGUMENT + ": variable foo (expected: device.id, device.name, hub.id, hub.name)");
    }

    @Test
    void filters_areNamedByWhatTheyAreFor() {
        ArgumentCheck check = new ArgumentCheck(SETTINGS);
        DeviceArguments.subscribeFilter(check, accepting(TopicFilter.of("a"), 3));

        assertThatThrownBy(check::done).hasMessageStartingWith("message_filters.subscribe.topics: ");
    }

    private static void check(TopicFilter topic, int times) {
        ArgumentCheck check = new ArgumentCheck(SETTINGS);
        DeviceArguments.publishFilter(check, accepting(topic, times));
        check.done();
    }

    private static MessageFilter accepting(TopicFilter topic, int times) {
        return new MessageFilter(FilterPolicy.ACCEPT, Collections.nCopies(times, topic));
    }
}
