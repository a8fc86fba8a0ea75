package org.axletree.mqtt.listener;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PeerTest {
    @Test
    void network_isTheAddressOfIpv4_andTheFirstHalfOfIpv6() {
        assertThat(network("192.0.2.1")).isNotEqualTo(network("192.0.2.2"));
        assertThat(network("2001:db8:1:2::1")).isEqualTo(network("2001:db8:1:2:ffff::9"));
        assertThat(network("2001:db8:1:2::1")).isNotEqualTo(network("2001:db8:1:3::1"));
        assertThat(network("::ffff:192.0.2.1")).isEqualTo(network("192.0.2.1"));
        assertThat(network("0:ffff:c000:201::")).isEqualTo(network("192.0.2.1")); // nobody's
        assertThat(network("fe80::1%1")).isEqualTo(network("fe80::2"));
    }

    @Test
    void network_ofWhatIsNoAddress_isOneForAll() {
        assertThat(network("unknown")).isZero();
    }

    @Test
    void address_isWrittenShort_withItsPort() {
        assertThat(new Peer("0:0:0:0:0:0:0:1", 5000)).hasToString("[::1]:5000");
        assertThat(new Peer("2001:db8:0:0:0:0:0:1", 5000)).hasToString("[2001:db8::1]:5000");
        assertThat(new Peer("192.0.2.1", 5000)).hasToString("192.0.2.1:5000");
        assertThat(new Peer("unknown", 5000)).hasToString("unknown:5000");
    }

    private static long network(String host) {
        return new Peer(host, 1).network();
    }
}
