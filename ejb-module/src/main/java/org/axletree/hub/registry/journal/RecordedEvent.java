package org.axletree.hub.registry.journal;

import java.time.Instant;

/**
 * An event of a hub as it was written down (scaleway.md section 2, Events).
 *
 * @param severity {@code info}, {@code warning} or {@code error}
 * @param objectType {@code device}, {@code route} or {@code hub}
 * @param objectId what it happened to; empty if that is not known
 * @param objectName its name, where that says something that the id does not; else empty
 * @param reason one word, the same as in the metrics
 * @param message one sentence for people
 * @param packet what it was about; never a payload or a password
 * @param sourceAddress {@code host:port} of the peer; may be empty
 */
public record RecordedEvent(
        Instant time,
        String severity,
        String objectType,
        String objectId,
        String objectName,
        String reason,
        String message,
        String packet,
        String sourceAddress) {}
