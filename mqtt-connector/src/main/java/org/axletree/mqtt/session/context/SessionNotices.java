package org.axletree.mqtt.session.context;

import org.axletree.core.door.Notice;
import org.axletree.core.outcome.Reason;
import org.axletree.mqtt.loop.LoopNotices;
import org.axletree.mqtt.loop.NoticeLimit;

/** What the hub is told of one session, so that its owner can find it: a few notices at once, then one a second. On the session's event loop. */
final class SessionNotices {
    private static final int AT_ONCE = 10;

    private final SessionContext context;
    private final NoticeLimit limit;

    SessionNotices(SessionContext context, long now) {
        this.context = context;
        this.limit = new NoticeLimit(AT_ONCE, now);
    }

    /**
     * Something was refused or dropped.
     *
     * @param packet kind of the packet
     * @param what what it was about, as a topic
     */
    void add(Reason reason, String packet, String what) {
        // By the clock of the last sweep, and the text only if it is needed: this may be asked for every message.
        long times = limit.due(reason, context.loop().now());
        if (times > 0) {
            tell(reason, LoopNotices.text(packet, what), times);
        }
    }

    /** Time has passed: tells some of what was held back. */
    void tellOverdue(long now) {
        limit.overdue(now).forEach((reason, times) -> tell(reason, LoopNotices.MORE_OF_THE_SAME, times));
    }

    /** Tells all that was held back. */
    void tellAll() {
        limit.takeUntold().forEach((reason, times) -> tell(reason, LoopNotices.MORE_OF_THE_SAME, times));
    }

    private void tell(Reason reason, String packet, long times) {
        String address = context.attachment()
                .map(present -> present.connection().remoteAddress())
                .orElse("");
        SessionKey key = context.key();
        context.loop().notices().tell(new Notice(key.hubId(), key.deviceId(), reason, packet, address, times));
    }
}
