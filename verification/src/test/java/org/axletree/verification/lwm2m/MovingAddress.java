package org.axletree.verification.lwm2m;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What a device looks like behind a translator of addresses: its datagrams come from another port of ours, which changes when it is
 * told to. Nothing that is sent to a former port comes through.
 */
final class MovingAddress implements AutoCloseable {
    private static final int HANDSHAKE_RECORD = 22;
    private static final int RECORD_HEADER = 13;
    private static final int CLIENT_HELLO = 1;

    private final InetAddress loopback = InetAddress.getLoopbackAddress();
    private final InetSocketAddress hub;
    private final DatagramSocket inside;
    private volatile DatagramSocket outside;
    private volatile InetSocketAddress device;
    private final AtomicInteger hellos = new AtomicInteger();

    MovingAddress(int hubPort) {
        hub = new InetSocketAddress(loopback, hubPort);
        try {
            inside = new DatagramSocket(0, loopback);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        move();
        new Thread(this::outward, "outward").start();
    }

    /** Where the device finds the hub. */
    int port() {
        return inside.getLocalPort();
    }

    /** Everything comes from another port from now on. */
    void move() {
        DatagramSocket before = outside;
        try {
            DatagramSocket next = new DatagramSocket(0, loopback);
            outside = next;
            new Thread(() -> inward(next), "inward").start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (before != null) {
            before.close();
        }
    }

    /** How often the device began to shake hands, counting what it said again. */
    int handshakes() {
        return hellos.get();
    }

    private void countHello(DatagramPacket packet) {
        if (packet.getLength() > RECORD_HEADER
                && packet.getData()[0] == HANDSHAKE_RECORD
                && packet.getData()[RECORD_HEADER] == CLIENT_HELLO) {
            hellos.incrementAndGet();
        }
    }

    private void outward() {
        DatagramPacket packet = new DatagramPacket(new byte[65_507], 65_507);
        while (!inside.isClosed()) {
            try {
                packet.setLength(65_507);
                inside.receive(packet);
                countHello(packet);
                device = new InetSocketAddress(packet.getAddress(), packet.getPort());
                outside.send(new DatagramPacket(packet.getData(), packet.getLength(), hub));
            } catch (IOException closedOrLost) {
                // As on any network: the device says it again.
            }
        }
    }

    private void inward(DatagramSocket from) {
        DatagramPacket packet = new DatagramPacket(new byte[65_507], 65_507);
        while (!from.isClosed()) {
            try {
                packet.setLength(65_507);
                from.receive(packet);
                inside.send(new DatagramPacket(packet.getData(), packet.getLength(), device));
            } catch (IOException closedOrLost) {
                // As on any network: the hub says it again.
            }
        }
    }

    @Override
    public void close() {
        inside.close();
        outside.close();
    }
}
