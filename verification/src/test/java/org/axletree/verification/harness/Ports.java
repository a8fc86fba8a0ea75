package org.axletree.verification.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds free ports of the loopback address, outside the ports that anything listens on by default. Where test classes run in two
 * processes, each has its half: what one found free and has not opened yet is nothing that the other can see.
 */
public final class Ports {
    private static final int HALF = 5_500;
    private static final int FIRST = 21_000 + Integer.getInteger("axletree.test.process", 1) % 2 * HALF;
    private static final int LAST = FIRST + HALF - 1;
    private static final Set<Integer> GIVEN = new HashSet<>();

    private static int next = FIRST + (int) (ProcessHandle.current().pid() * 37 % (HALF - 1_000));

    private Ports() {}

    /** A port that is free now and was not given before by this process. */
    public static synchronized int free() {
        for (int tries = 0; tries <= LAST - FIRST; tries++) {
            next = next >= LAST ? FIRST : next + 1;
            if (!GIVEN.contains(next) && isFree(next)) {
                GIVEN.add(next);
                return next;
            }
        }
        throw new IllegalStateException("no free port between " + FIRST + " and " + LAST);
    }

    /** The first of so many consecutive free ports. */
    public static synchronized int freeRange(int count) {
        for (int tries = 0; tries < 100; tries++) {
            int first = free();
            if (first + count <= LAST
                    && IntStream.range(first + 1, first + count).allMatch(Ports::isFree)) {
                IntStream.range(first, first + count).forEach(GIVEN::add);
                next = first + count;
                return first;
            }
        }
        throw new IllegalStateException("no " + count + " free ports in a row between " + FIRST + " and " + LAST);
    }

    /** Whether nobody listens on a port of the loopback interface. */
    static boolean isUnused(int port) {
        return isFree(port);
    }

    /** For TCP and for UDP. */
    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1"));
                DatagramSocket datagrams = new DatagramSocket(port, InetAddress.getByName("127.0.0.1"))) {
            return socket.isBound() && datagrams.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    /** A listener that occupies a port until it is closed. */
    public static ServerSocket occupy() {
        try {
            return new ServerSocket(free(), 1, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
