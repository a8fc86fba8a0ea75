package org.axletree.web.huawei;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.axletree.hub.registry.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HuaweiPageTest {
    @Test
    void page_isTheFirst_ofTen_unlessSaidOtherwise() {
        assertThat(HuaweiPage.of(null, null)).isEqualTo(new HuaweiPage("", 10));
        assertThat(HuaweiPage.of("ffffffffffffffffffffffff", "50")).isEqualTo(new HuaweiPage("", 50));
        assertThat(HuaweiPage.of("last", "1")).isEqualTo(new HuaweiPage("last", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "51", "-1", "ten", "99999999999"})
    void limit_thatCannotBe_isRefused(String limit) {
        assertThatThrownBy(() -> HuaweiPage.of("", limit))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("limit")
                .hasMessageContaining("1 to 50");
    }
}
