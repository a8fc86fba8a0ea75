package org.axletree.core.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class QosTest {
    @Test
    void of_levelsOfTheWire_thereAndBack() {
        for (Qos qos : Qos.values()) {
            assertThat(Qos.of(qos.level())).isSameAs(qos);
        }
    }

    @Test
    void of_three_saysWhatWouldBeRight() {
        assertThatThrownBy(() -> Qos.of(3)).hasMessage("qos: 3 (expected: 0, 1 or 2)");
    }

    @Test
    void atMost_twoLevels_theLower() {
        assertThat(Qos.EXACTLY_ONCE.atMost(Qos.AT_MOST_ONCE)).isSameAs(Qos.AT_MOST_ONCE);
        assertThat(Qos.AT_LEAST_ONCE.atMost(Qos.EXACTLY_ONCE)).isSameAs(Qos.AT_LEAST_ONCE);
    }
}
