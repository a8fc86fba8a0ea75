package org.axletree.mqtt.listener;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import org.axletree.core.address.InternetAddress;

/** Who is at the other end: its address, which of IPv6 is written as people write it ({@code ::1}). */
record Peer(String host, int port) {
    private static final int BYTES_OF_IPV4 = 4;
    /** Where IPv6 has no networks. */
    private static final long IPV4 = 0xFFFF_0000_0000L;

    Peer {
        host = InternetAddress.shortened(host);
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes); // IPv4 if it is IPv4 in the clothes of IPv6
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Peer of(InetSocketAddress address) {
        return new Peer(InternetAddress.text(address.getAddress()), address.getPort());
    }

    /** A number for the address; that of its network of 64 bits with IPv6, within which a device changes its address at will. */
    long network() {
        byte[] written = NetUtil.createByteArrayFromIpAddressString(host);
        if (written == null) {
            return 0;
        }
        byte[] bytes = address(written).getAddress();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return bytes.length == BYTES_OF_IPV4 ? IPV4 | Integer.toUnsignedLong(buffer.getInt()) : buffer.getLong();
    }

    /** {@code host:port}. */
    @Override
    public String toString() {
        return InternetAddress.withPort(host, port);
    }
}
