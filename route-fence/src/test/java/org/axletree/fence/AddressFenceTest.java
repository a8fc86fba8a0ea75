package org.axletree.fence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressFenceTest {
    private final AddressFence fence = AddressFence.allowing(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.254",
                "0.0.0.0",
                "169.254.169.254",
                "100.64.0.1",
                "100.100.100.200",
                "192.0.0.192",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::127.0.0.1",
                "::ffff:a9fe:a9fe",
                "64:ff9b::7f00:1",
                "64:ff9b::169.254.169.254",
                "64:ff9b:1::1",
                "2002:7f00:1::",
                "2002:a9fe:a9fe::1",
                "2001::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "fd00:ec2::254"
            })
    void address_ofTheServerOrItsNeighbours_isClosed(String literal) throws UnknownHostException {
        assertThat(fence.permits(literal, InetAddress.getByName(literal))).isFalse();
        assertThat(fence.problem(literal))
                .hasValueSatisfying(problem -> assertThat(problem).contains(literal, "AXLETREE_ROUTES_ALLOW"));
        assertThatThrownBy(() -> fence.resolve(literal)).isInstanceOf(ClosedAddressException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.1",
                "2130706433",
                "0x7f000001",
                "0177.0.0.1",
                "127.0.0.1.",
                "[::1]",
                "LOCALHOST",
                "a.localhost."
            })
    void loopback_inAnotherSpelling_isClosed(String host) {
        assertThat(fence.problem(host)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1",
                "192.168.1.1",
                "172.16.0.1",
                "93.184.216.34",
                "fd12::1",
                "2606:2800:220:1::1",
                "64:ff9b::5db8:d822",
                "2002:5db8:d822::1"
            })
    void address_ofOthers_isOpen(String literal) throws UnknownHostException {
        assertThat(fence.permits(literal, InetAddress.getByName(literal))).isTrue();
        assertThat(fence.problem(literal)).isEmpty();
    }

    @Test
    void name_isAcceptedInAConfiguration_andJudgedByItsAddress() {
        assertThat(fence.problem("db.example.com")).isEmpty();
        assertThat(fence.problem("localhost.example.com")).isEmpty();
        assertThatThrownBy(() -> fence.resolve("localhost"))
                .isInstanceOf(ClosedAddressException.class)
                .hasMessageContaining("localhost");
    }

    @Test
    void allowedNetwork_isOpen_andNothingBesides() throws UnknownHostException {
        AddressFence allowing = AddressFence.allowing(List.of("127.0.0.0/30", "fe80::/10"));

        assertThat(allowing.permits("x", InetAddress.getByName("127.0.0.3"))).isTrue();
        assertThat(allowing.permits("x", InetAddress.getByName("127.0.0.4"))).isFalse();
        assertThat(allowing.permits("x", InetAddress.getByName("fe80::9"))).isTrue();
        assertThat(allowing.permits("x", InetAddress.getByName("169.254.0.1"))).isFalse();
        assertThat(allowing.resolve("127.0.0.1")).hasSize(1);
        assertThat(allowing.problem("localhost")).isEmpty();
    }

    @Test
    void allowedName_isOpenByThatNameOnly() throws UnknownHostException {
        AddressFence allowing = AddressFence.allowing(List.of("LocalHost"));

        assertThat(allowing.resolve("localhost")).isNotEmpty();
        assertThat(allowing.problem("localhost.")).isEmpty();
        assertThat(allowing.problem("127.0.0.1")).isPresent();
    }

    @Test
    void network_thatIsNone_isToldFromOne() {
        assertThat(Network.parse("10.0.0.0/33")).isEmpty();
        assertThat(Network.parse("10.0.0/8")).isEmpty();
        assertThat(Network.parse("fd00::/8")).isPresent();
        assertThat(Network.parse("example.com")).isEmpty();
        assertThatThrownBy(() -> Network.of("nonsense")).hasMessageContaining("10.0.0.0/8");
    }

    @Test
    void socket_connectsToNothingBehindTheFence() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            FencedSocketFactory sockets = new FencedSocketFactory();
            InetSocketAddress address = new InetSocketAddress("127.0.0.1", server.getLocalPort());
            assertThatThrownBy(() -> sockets.createSocket().connect(address, 1_000))
                    .isInstanceOf(ClosedAddressException.class)
                    .hasMessageContaining("127.0.0.1");
            try {
                FencedSocketFactory.obey(AddressFence.allowing(List.of("127.0.0.0/8")));
                try (Socket socket = sockets.createSocket("127.0.0.1", server.getLocalPort())) {
                    assertThat(socket.isConnected()).isTrue();
                }
            } finally {
                FencedSocketFactory.obey(fence);
            }
        }
    }
}
