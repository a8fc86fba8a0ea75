package org.axletree.web.console.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.axletree.core.filter.FilterPolicy;
import org.axletree.core.filter.MessageFilter;
import org.axletree.core.topic.TopicFilter;
import org.axletree.hub.registry.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RightsTest {

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    REJECT, '',      Everything
                    ACCEPT, '',      Nothing
                    REJECT, a/#,     All but a/#
                    ACCEPT, 'a/#,b', 'Only a/#, b'
                    """)
    void rights_areSaidInWords(FilterPolicy policy, String topics, String words) {
        MessageFilter filter = Rights.of("topics", policy, topics.replace(',', '\n'));
        assertThat(Rights.inWords(filter)).isEqualTo(words);
    }

    @Test
    void linesThatWereShown_areReadAsTheSameFilter() {
        MessageFilter filter = new MessageFilter(
                FilterPolicy.ACCEPT, List.of(TopicFilter.of("a/+/b"), TopicFilter.of("{{ device.name }}/#")));
        assertThat(Rights.of("topics", FilterPolicy.ACCEPT, Rights.lines(filter)))
                .isEqualTo(filter);
    }

    @Test
    void emptyLinesAndLinesOfWindows_areNoTopics() {
        assertThat(Rights.of("topics", FilterPolicy.REJECT, " a \r\n\r\n\tb\n").topics())
                .containsExactly(TopicFilter.of("a"), TopicFilter.of("b"));
    }

    @Test
    void wrongTopic_isRefusedWithItsLine() {
        assertThatThrownBy(() -> Rights.of("topics", FilterPolicy.REJECT, "fine\na/#/b"))
                .isInstanceOf(ProblemException.class)
                .hasMessageStartingWith("topics: a/#/b: ");
    }
}
