package org.axletree.core.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionFilterTest {
    @Test
    void filter_plain_hasNoGroup() {
        SubscriptionFilter filter = SubscriptionFilter.of("a/+/#");
        assertThat(filter.isShared()).isFalse();
        assertThat(filter.filter()).isEqualTo(TopicFilter.of("a/+/#"));
        assertThat(filter).hasToString("a/+/#");
    }

    @Test
    void filter_shared_isTakenApart() {
        SubscriptionFilter filter = SubscriptionFilter.of("$share/workers//a/#");
        assertThat(filter.isShared()).isTrue();
        assertThat(filter.group()).isEqualTo("workers");
        assertThat(filter.filter()).isEqualTo(TopicFilter.of("/a/#"));
        assertThat(filter).hasToString("$share/workers//a/#").isEqualTo(SubscriptionFilter.of("$share/workers//a/#"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"$share//a", "$share/g", "$share/g/", "$share/+/a", "$share/g#/a", "$share/g/a#", "", "a#"})
    void mqtt_4_8_2_1_filter_ofWrongShape_isRefused(String text) {
        assertThat(SubscriptionFilter.problemWith(text)).isPresent();
        assertThatThrownBy(() -> SubscriptionFilter.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void filter_thatOnlyLooksShared_isPlain() {
        assertThat(SubscriptionFilter.of("$shared/g/a").isShared()).isFalse();
        assertThat(SubscriptionFilter.of("$share").isShared()).isFalse();
    }
}
