package org.axletree.core.setting;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where something secret may be sent. */
class WebAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.example.org",
                "https://login.example.org:8443/realms/works?a=b",
                "https://[2001:db8::1]/",
                "http://localhost:8081/realm",
                "http://127.0.0.1",
                "http://[::1]:80/"
            })
    void addressWithTls_orOfThisMachine_isSafe(String address) {
        assertThat(WebAddress.isSafe(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "http://login.example.org",
                "http://127.0.0.1.example.org",
                "http://localhost@example.org/",
                "https://user@example.org/",
                "HTTPS://example.org",
                "https://",
                "https://example.org/\r\nX: y",
                "https://example.org/#a",
                "//example.org",
                "javascript:alert(1)",
                "file:///etc/passwd"
            })
    void anyOther_isNot(String address) {
        assertThat(WebAddress.isSafe(address)).isFalse();
        assertThat(WebAddress.isSafe("https://example.org/" + "a".repeat(500))).isFalse();
    }
}
