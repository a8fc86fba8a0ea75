package org.axletree.web.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwinCallsTest {
    @Test
    void continuation_ofAnAnswer_isTheLastDeviceOfItsPage() {
        assertThat(TwinCalls.lastOf("ZDAw")).isEqualTo("d00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage", "???", "YSBi"})
    void continuation_ofAnotherKind_isRefused(String continuation) {
        assertThatThrownBy(() -> TwinCalls.lastOf(continuation))
                .isInstanceOf(AzureException.class)
                .hasMessage("x-ms-continuation: expected what an answer before had");
    }
}
