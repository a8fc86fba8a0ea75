package org.axletree.hub.history;

import java.time.Instant;
import java.util.Objects;
import org.axletree.core.outcome.Reason;

/**
 * Something that was refused, dropped or closed, as the owner of a hub reads it (scaleway.md section 2, Events).
 *
 * @param hubId UUID of the hub; {@link HubHistory#UNKNOWN_HUB} if nobody knows whose it is
 * @param object what it happened to
 * @param packet what it was about; never a payload or a password
 * @param remoteAddress {@code host:port} of the peer; may be empty
 */
public record HubEvent(
        String hubId,
        Instant time,
        Severity severity,
        Subject object,
        Reason reason,
        String packet,
        String remoteAddress) {

    /**
     * What something happened to.
     *
     * @param type {@code device} or {@code route}
     * @param id UUID; empty if nobody was identified
     * @param name its name, where that says something that the id does not; else empty
     */
    public record Subject(String type, String id, String name) {
        private static final String ROUTE = "route";

        /** A device of which nobody knows which. */
        public static final Subject UNKNOWN_DEVICE = device("", "");

        public Subject {
            Objects.requireNonNull(type, "type");
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(name, "name");
        }

        public static Subject device(String id, String name) {
            return new Subject("device", id, name);
        }

        public static Subject route(String id, String name) {
            return new Subject(ROUTE, id, name);
        }

        public boolean isRoute() {
            return type.equals(ROUTE);
        }
    }

    /** How much it matters. */
    public enum Severity {
        INFO,
        WARNING,
        ERROR
    }

    public HubEvent {
        Objects.requireNonNull(hubId, "hubId");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(object, "object");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(packet, "packet");
        Objects.requireNonNull(remoteAddress, "remoteAddress");
    }

    /** Whether somebody made it happen who had not shown who they are: whoever is refused, at the login or before. */
    public boolean ofStranger() {
        return severity == Severity.ERROR && (packet.startsWith("CONNECT") || packet.startsWith("TLS handshake"));
    }

    /** The same, telling of so many more like it that were not kept. */
    HubEvent afterMore(long more) {
        String told = packet + " (and " + more + " more like it before)";
        return new HubEvent(hubId, time, severity, object, reason, told, remoteAddress);
    }

    /** The device; empty if it happened to none, or nobody was identified. */
    public String deviceId() {
        return object.isRoute() ? "" : object.id();
    }

    /** The name of that; may be empty. */
    public String deviceName() {
        return object.isRoute() ? "" : object.name();
    }

    /**
     * What happened, in Scaleway's words where it has some: two of them name what it was about. Of a route it is what its target
     * said.
     */
    public String message() {
        if (object.isRoute()) {
            return packet.isEmpty() ? reason.text() : packet;
        }
        return switch (reason) {
            case TOPIC_UNAUTHORIZED -> after(" ");
            case UNKNOWN_PACKET -> after(": ");
            default -> reason.text();
        };
    }

    /** The reason, and of the packet what follows its name. */
    private String after(String name) {
        int end = packet.indexOf(' ');
        return end < 0 ? reason.text() : reason.text() + name + packet.substring(end + 1);
    }

    /** What ends as it should is information; what the hub could not do now is a warning; a refusal is an error. */
    static Severity severityOf(Reason reason) {
        return switch (reason) {
            case ROUTE_AVAILABLE,
                    DEVICE_PROVISIONED,
                    FIRMWARE_UPDATE,
                    DISCONNECTED,
                    TAKEN_OVER,
                    CONNECTION_LOST,
                    KEEP_ALIVE_TIMEOUT,
                    SESSION_ENDED,
                    SHUTTING_DOWN -> Severity.INFO;
            case FILTER_TEMPLATE_INVALID,
                    CLOCK_SKEWED,
                    BUSY,
                    ROUTE_BACKLOG_FULL,
                    ROUTE_LOG_FULL,
                    SUBSCRIBER_TOO_SLOW,
                    TWIN_DOCUMENT_UNKNOWN,
                    TWIN_VERSION_MISMATCH -> Severity.WARNING;
            default -> Severity.ERROR;
        };
    }
}
