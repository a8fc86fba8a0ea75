package org.axletree.server.web;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.axletree.core.limit.HubLimit;
import org.axletree.core.setting.Settings;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.attributes.Attribute;

/**
 * All connections of web clients. There is room for so many in all and of one address, and for so many bytes of bodies that are
 * not complete; where there is none, whoever has kept others waiting for longest makes room for the newest. So a flood of slow
 * clients displaces slow clients, and a request that comes at once gets through.
 */
final class WebConnections {
    /** A header that is not complete after this is a trickle. */
    private static final long HEADER_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** A body may be as slow as this from here on, in bytes a second. */
    private static final long BODY_GRACE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final long LEAST_BYTES_PER_SECOND = 500;

    /** An answer that somebody reads more slowly than the hub writes it may take so long. */
    private static final long UNREAD_NANOS = TimeUnit.SECONDS.toNanos(60);

    private static final long SWEEP_MILLIS = 500;
    private static final long LEAST_BODY_BYTES = 16L * 1024 * 1024;

    private final Attribute<WebConnection> attribute =
            Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(WebConnection.class.getName());
    private final Map<Connection<?>, WebConnection> open = new ConcurrentHashMap<>();
    private final AtomicLong bodyBytes = new AtomicLong();

    private final int most;
    private final int mostOfAnAddress;
    private final long requestNanos;
    private final int mostBodyBytes;
    private final long roomForBodies;

    private WebConnections(Settings settings) {
        most = settings.limit(HubLimit.WEB_CONNECTIONS);
        mostOfAnAddress = settings.limit(HubLimit.WEB_CONNECTIONS_PER_ADDRESS);
        requestNanos = TimeUnit.SECONDS.toNanos(settings.limit(HubLimit.WEB_REQUEST_SECONDS));
        // A message may come in a request as well: what is larger than either is refused unread by the application.
        mostBodyBytes = Math.max(settings.limit(HubLimit.API_BODY_BYTES), settings.limit(HubLimit.PAYLOAD_BYTES));
        roomForBodies = Math.max(
                Math.max(LEAST_BODY_BYTES, 2L * mostBodyBytes),
                Runtime.getRuntime().maxMemory() / 16);
    }

    static WebConnections of(Settings settings) {
        WebConnections connections = new WebConnections(settings);
        Thread sweeper = new Thread(connections::sweepForEver, "web-deadlines");
        sweeper.setDaemon(true);
        sweeper.start();
        return connections;
    }

    /** Bytes of the largest body that is gathered. */
    int mostBodyBytes() {
        return mostBodyBytes;
    }

    /** Lets a connection in. */
    void accept(Connection<?> connection) {
        WebConnection newcomer = new WebConnection(connection, networkOf(connection.getPeerAddress()));
        attribute.set(connection, newcomer);
        if (count(other -> other.address().equals(newcomer.address())) >= mostOfAnAddress) {
            makeRoom(other -> other.address().equals(newcomer.address()), newcomer);
        } else if (open.size() >= most) {
            makeRoom(other -> true, newcomer);
        }
        open.put(connection, newcomer);
        if (!connection.isOpen()) { // closed before it was known here
            forget(connection);
        }
    }

    WebConnection of(Connection<?> connection) {
        return attribute.get(connection);
    }

    void forget(Connection<?> connection) {
        WebConnection gone = open.remove(connection);
        if (gone != null) {
            gone.releaseBody();
        }
    }

    /** Takes room for a part of a body; whoever has been sending for longest loses theirs if there is none. */
    boolean takeBodyRoom(int bytes, WebConnection of) {
        while (bodyBytes.get() + bytes > roomForBodies) {
            Optional<WebConnection> slowest = longest(other -> other.phase() == WebConnection.Phase.BODY);
            if (slowest.isEmpty() || slowest.get() == of) {
                return false;
            }
            close(slowest.get());
        }
        bodyBytes.addAndGet(bytes);
        return true;
    }

    void freeBodyRoom(int bytes) {
        bodyBytes.addAndGet(-bytes);
    }

    private void makeRoom(Predicate<WebConnection> among, WebConnection newcomer) {
        longest(among.and(other -> other.phase() != WebConnection.Phase.ANSWERING))
                .ifPresentOrElse(this::close, newcomer::close);
    }

    private void close(WebConnection connection) {
        connection.close();
        open.values().remove(connection);
    }

    private Optional<WebConnection> longest(Predicate<WebConnection> among) {
        long now = System.nanoTime();
        return open.values().stream().filter(among).max(Comparator.comparingLong(other -> now - other.since()));
    }

    private int count(Predicate<WebConnection> among) {
        return (int) open.values().stream().filter(among).count();
    }

    private void sweepForEver() {
        while (true) {
            try {
                TimeUnit.MILLISECONDS.sleep(SWEEP_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
            long now = System.nanoTime();
            open.values().stream()
                    .filter(connection -> isOverdue(connection, now))
                    .forEach(this::close);
        }
    }

    private boolean isOverdue(WebConnection connection, long now) {
        long elapsed = now - connection.since();
        return switch (connection.phase()) {
            case WAITING -> false; // Grizzly closes what is idle
            case HEADERS -> elapsed > HEADER_NANOS;
            case BODY ->
                elapsed > requestNanos
                        || elapsed > BODY_GRACE_NANOS
                                && connection.received()
                                        < LEAST_BYTES_PER_SECOND
                                                * TimeUnit.NANOSECONDS.toSeconds(elapsed - BODY_GRACE_NANOS);
            case ANSWERING -> connection.unsentNanos(now) > UNREAD_NANOS;
        };
    }

    /** Whoever has one address of IPv6 has a network of 64 bits. */
    private static String networkOf(Object peer) {
        if (!(peer instanceof InetSocketAddress socket) || socket.getAddress() == null) {
            return "";
        }
        InetAddress address = socket.getAddress();
        byte[] bytes = address.getAddress();
        if (bytes.length == 4) {
            return address.getHostAddress();
        }
        StringBuilder network = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            network.append(Integer.toHexString(bytes[i] & 0xff)).append(':');
        }
        return network.toString();
    }
}
