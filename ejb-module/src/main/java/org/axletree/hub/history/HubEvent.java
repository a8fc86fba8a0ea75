package org.axletree.hub.history;

import java.time.Instant;
import java.util.Objects;
import org.axletree.core.outcome.Reason;

/**
 * Something that was refused, dropped or closed, as the owner of a hub reads it (scaleway.md section 2, Events).
 *
 * @param hubId UUID of the hub; {@link HubHistory#UNKNOWN_HUB} if nobody knows whose it is
 * @param deviceId UUID of the device; empty if nobody was identified
 * @param deviceName its name, where that says something that the id does not; else empty
 * @param packet what it was about; never a payload or a password
 * @param remoteAddress {@code host:port} of the peer; may be empty
 */
public record HubEvent(
        String hubId,
        Instant time,
        Severity severity,
        String deviceId,
        String deviceName,
        Reason reason,
        String packet,
        String remoteAddress) {

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
        Objects.requireNonNull(deviceId, "deviceId");
        Objects.requireNonNull(deviceName, "deviceName");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(packet, "packet");
        Objects.requireNonNull(remoteAddress, "remoteAddress");
    }

    /** Whether somebody made it happen who had not shown who they are: whoever is refused, at the login or before. */
    public boolean ofStranger() {
        return severity == Severity.ERROR && (packet.startsWith("CONNECT") || packet.startsWith("TLS handshake"));
    }

    /** What happened, in Scaleway's words where it has some: two of them name what it was about. */
    public String message() {
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
                    DISCONNECTED,
                    TAKEN_OVER,
                    CONNECTION_LOST,
                    KEEP_ALIVE_TIMEOUT,
                    SHUTTING_DOWN -> Severity.INFO;
            case FILTER_TEMPLATE_INVALID,
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
