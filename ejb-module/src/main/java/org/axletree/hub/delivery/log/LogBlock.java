package org.axletree.hub.delivery.log;

import java.util.List;

/**
 * Messages of one commit that go to the same routes: what is written, and let go of, as one.
 *
 * @param number counts up in the order of commits
 * @param routeIds the routes that get them
 */
record LogBlock(long number, List<String> routeIds, List<LoggedMessage> messages) {
    /** So many at most; a message's place has to fit into its identifier. */
    static final int MOST_MESSAGES = 4_096;

    /** A block beyond this takes no further message. */
    static final int MANY_BYTES = 256 * 1024;

    LogBlock {
        routeIds = List.copyOf(routeIds);
        messages = List.copyOf(messages);
    }

    String hubId() {
        return messages.get(0).origin().hubId();
    }

    long bytes() {
        long bytes = 0;
        for (LoggedMessage message : messages) {
            bytes += message.size();
        }
        return bytes;
    }
}
