package org.axletree.mqtt.listener;

import java.net.InetSocketAddress;

/** Who is at the other end. */
record Peer(String host, int port) {
    static Peer of(InetSocketAddress address) {
        return new Peer(address.getAddress().getHostAddress(), address.getPort());
    }

    /** {@code host:port}. */
    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
