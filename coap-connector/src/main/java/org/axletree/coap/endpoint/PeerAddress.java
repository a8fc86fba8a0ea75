package org.axletree.coap.endpoint;

import java.net.InetSocketAddress;

/** Where a device is, for people. */
public final class PeerAddress {
    private PeerAddress() {}

    /** As {@code 192.0.2.1:5683}. */
    public static String text(InetSocketAddress address) {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }
}
