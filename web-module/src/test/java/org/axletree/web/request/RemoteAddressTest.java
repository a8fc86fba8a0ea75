package org.axletree.web.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RemoteAddressTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7:50123",
        "2001:db8::1, [2001:db8::1]:50123",
        "0:0:0:0:0:0:0:1, [0:0:0:0:0:0:0:1]:50123",
        "[::1], [::1]:50123"
    })
    void address_tellsItsPortFromItself(String host, String said) {
        assertThat(RemoteAddress.of(host, 50_123)).isEqualTo(said);
    }
}
