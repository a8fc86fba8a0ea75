package org.axletree.server.web;

import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.http.HttpRequestPacket;

/**
 * One connection of a web client, and where it stands: waiting, receiving a request, or being answered. Written by the thread
 * that has the connection's turn, read by the one that looks after deadlines.
 */
final class WebConnection {
    enum Phase {
        /** Nothing has come since it was accepted, or since the last answer. */
        WAITING,
        /** The first bytes of a request have come, its headers are not complete. */
        HEADERS,
        /** The headers are there, the body is not complete. */
        BODY,
        /** The request is complete, or its body is the application's own business. */
        ANSWERING
    }

    private final Connection<?> connection;
    private final String address;
    private volatile Phase phase = Phase.WAITING;
    private volatile long since = System.nanoTime();
    private volatile long unsentSince;
    private volatile int received;

    private volatile GatheredBody body;
    private Object request;
    private final RequestFraming framing = new RequestFraming();

    WebConnection(Connection<?> connection, String address) {
        this.connection = connection;
        this.address = address;
    }

    String address() {
        return address;
    }

    Phase phase() {
        return phase;
    }

    /** When the phase began, or the request whose body is coming ({@link System#nanoTime}). */
    long since() {
        return since;
    }

    /** Bytes of the request whose body is coming. */
    int received() {
        return received;
    }

    /** Bytes came in, of whatever kind: of a TLS handshake as well. */
    void hears(int bytes) {
        if (phase == Phase.WAITING) {
            begin(Phase.HEADERS);
            received = 0;
        }
        received += bytes;
    }

    /** Where it stands in the bytes of its requests. */
    RequestFraming framing() {
        return framing;
    }

    boolean isAt(HttpRequestPacket now) {
        return request == now;
    }

    void expectsBody(HttpRequestPacket now, GatheredBody gathered) {
        if (phase != Phase.HEADERS) { // came together with the request before
            begin(Phase.HEADERS);
        }
        request = now;
        body = gathered;
        phase = Phase.BODY;
    }

    GatheredBody body() {
        return body;
    }

    /** The request goes on to the application. */
    void answers(HttpRequestPacket now) {
        request = now;
        begin(Phase.ANSWERING);
    }

    /** The answer is complete. */
    void answered() {
        request = null;
        releaseBody();
        unsentSince = 0;
        begin(Phase.WAITING);
    }

    /** Since when bytes of an answer have been waiting for the client to read, in nanoseconds; 0 if none are. */
    long unsentNanos(long now) {
        boolean unsent = connection instanceof org.glassfish.grizzly.nio.NIOConnection nio
                && nio.getAsyncWriteQueue().spaceInBytes() > 0;
        if (!unsent) {
            unsentSince = 0;
            return 0;
        }
        if (unsentSince == 0) {
            unsentSince = now;
        }
        return now - unsentSince;
    }

    void close() {
        connection.terminateSilently();
        releaseBody();
    }

    void releaseBody() {
        GatheredBody gathered = body;
        if (gathered != null) {
            gathered.release();
            body = null;
        }
    }

    private void begin(Phase next) {
        since = System.nanoTime();
        phase = next;
    }
}
