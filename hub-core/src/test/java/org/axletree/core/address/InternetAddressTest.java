package org.axletree.core.address;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InternetAddressTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "2001:db8::1, 2001:db8::1",
        "0:0:0:0:0:0:0:1, ::1",
        "0:0:0:0:0:0:0:0, ::",
        "2001:db8:0:0:0:0:0:1, 2001:db8::1",
        "2001:DB8:0:1:0:0:0:1, 2001:db8:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "2001:0db8:0001:0002:0003:0004:0005:0006, 2001:db8:1:2:3:4:5:6",
        "2001:db8:0:0:0:0:0:0, 2001:db8::",
        "0:0:0:0:2001:db8:1:1, ::2001:db8:1:1",
        "::ffff:192.0.2.7, 192.0.2.7",
        "fe80:0:0:0:0:0:0:1%eth7, fe80::1%eth7"
    })
    void address_isWrittenShort(String written, String shown) {
        assertThat(InternetAddress.shortened(written)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"localhost", "hub.example.org", "unknown", "no:address", "[::1]", "''"})
    void whatIsNoAddress_staysAsItIs(String written) {
        assertThat(InternetAddress.shortened(written)).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.7", "127.0.0.1", "010.001.0.255", "::1", "[::1]", "::ffff:192.0.2.7", "2001:DB8:0:0:0:0:0:1"})
    void address_isRead(String written) throws UnknownHostException {
        assertThat(InternetAddress.parse(written)).contains(InetAddress.getByName(written));
    }

    /** And nobody is asked whether it is a name. */
    @ParameterizedTest
    @CsvSource({
        "localhost",
        "no:address",
        "fade:out",
        "127.0.0",
        "1",
        "256.0.0.1",
        "127.0.0.1.example.org",
        "[127.0.0.1]",
        "fe80::1%2",
        "::1]",
        "[",
        "''"
    })
    void whatIsNoAddress_isNotRead(String written) {
        assertThat(InternetAddress.parse(written)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7:1883",
        "0:0:0:0:0:0:0:1, [::1]:1883",
        "[::1], [::1]:1883",
        "fe80:0:0:0:0:0:0:1%eth7, [fe80::1%eth7]:1883",
        "unknown, unknown:1883"
    })
    void port_isToldFromTheAddress(String host, String shown) {
        assertThat(InternetAddress.withPort(host, 1883)).isEqualTo(shown);
    }

    @Test
    void addressOfASocket_isWrittenTheSameWay() throws UnknownHostException {
        assertThat(InternetAddress.withPort(new InetSocketAddress(InetAddress.getByName("2001:db8::1"), 5683)))
                .isEqualTo("[2001:db8::1]:5683");
        assertThat(InternetAddress.withPort(new InetSocketAddress(InetAddress.getByName("192.0.2.7"), 5683)))
                .isEqualTo("192.0.2.7:5683");
    }

    @Test
    void zone_isKept() throws UnknownHostException {
        byte[] bytes = InetAddress.getByName("fe80::1").getAddress();
        assertThat(InternetAddress.text(Inet6Address.getByAddress("", bytes, 2)))
                .isEqualTo("fe80::1%2");
    }
}
