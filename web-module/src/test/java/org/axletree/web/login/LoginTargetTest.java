package org.axletree.web.login;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginTargetTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/hub?id=0b5e9a6e-7d9e-4c0a-8a0e-1c1d1e1f2021",
                "/device?id=0b5e9a6e-7d9e-4c0a-8a0e-1c1d1e1f2021",
                "/tokens",
                "/people",
                "/account",
                "/audit"
            })
    void target_ofAConsolePage_isThatPage(String page) {
        assertThat(LoginTarget.of(page)).isEqualTo(page);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "https://evil.example",
                "//evil.example",
                "/\\evil.example",
                "/hub?id=x\r\nX: y",
                "/audit?hub=https://evil.example",
                "/hubs/../x"
            })
    void target_ofAnythingElse_isTheFirstPage(String wanted) {
        assertThat(LoginTarget.of(wanted)).isEqualTo("/hubs");
    }
}
