package org.axletree.web.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteAddressTest {
    /** What was written down before addresses were short is shown as those of today. */
    @ParameterizedTest
    @CsvSource({
        "[0:0:0:0:0:0:0:1]:50123, [::1]:50123",
        "[2001:db8:0:0:0:0:0:1], [2001:db8::1]",
        "0:0:0:0:0:0:0:1, ::1",
        "[::1]:50123, [::1]:50123",
        "192.0.2.7:50123, 192.0.2.7:50123",
        "'', ''",
        "[, ["
    })
    void addressThatWasWrittenLong_isShownShort(String written, String shown) {
        assertThat(RemoteAddress.shortenedWithin(written)).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.0.0.2",
                "127.255.255.254",
                "::1",
                "[::1]",
                "0:0:0:0:0:0:0:1",
                "::ffff:127.0.0.1",
                "::1%1"
            })
    void loopback_isThisMachine(String host) {
        assertThat(RemoteAddress.isLoopback(host)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, true",
        "LOCALHOST, true",
        "127.0.0.1, true",
        "[::1], true",
        "hub.example, false",
        "192.0.2.7, false"
    })
    void hostOfAnAddress_isThisMachine_orAnother(String host, boolean own) {
        assertThat(RemoteAddress.isOwnMachine(host)).isEqualTo(own);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "192.0.2.7",
                "10.127.0.1",
                "0.0.0.0",
                "169.254.1.1",
                "2001:db8::1",
                "::",
                "fe80::1",
                "::ffff:192.0.2.7",
                "127.0.0.1.example.org",
                "localhost",
                "127.0.0",
                "127.0.0.1%1",
                "no:address",
                "127.0.0.1, 192.0.2.7"
            })
    void allElse_isAnotherMachine(String host) {
        assertThat(RemoteAddress.isLoopback(host)).isFalse();
    }
}
