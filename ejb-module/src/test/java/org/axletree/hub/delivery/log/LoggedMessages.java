package org.axletree.hub.delivery.log;

import org.axletree.core.door.Publication;

/** Messages of the log, without a log. */
public final class LoggedMessages {
    /** The identifier of all of them. */
    public static final String ID = "00000000000000010000000000000002";

    private LoggedMessages() {}

    public static LoggedMessage of(Publication publication) {
        return new LoggedMessage(
                1,
                2,
                Origin.of(publication.sender()),
                publication.topic(),
                publication.qos(),
                publication.retain(),
                publication.receivedAt(),
                publication.repeated(),
                publication.properties(),
                publication.annotations(),
                publication.payload());
    }
}
