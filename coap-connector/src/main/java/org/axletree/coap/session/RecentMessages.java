package org.axletree.coap.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;

/**
 * The latest messages of a device, by their message identifiers: a device says again what was not acknowledged (RFC 7252 section
 * 4.2), and it is to be heard once. Made small, as there is one for each device.
 */
final class RecentMessages {
    private static final int MOST = 16;
    /** After which an identifier may be used again: EXCHANGE_LIFETIME. */
    private static final long LIFETIME_NANOS = TimeUnit.SECONDS.toNanos(247);

    private final Deque<Message> messages = new ArrayDeque<>(2);

    /** What became of a message. */
    enum State {
        NEW,
        UNDER_WAY,
        DONE
    }

    private static final class Message {
        private final int id;
        private final long at;
        private boolean done;

        Message(int id, long at) {
            this.id = id;
            this.at = at;
        }
    }

    /** A message came. Answers what became of it before; a new one is under way from now on. */
    synchronized State heard(int id, long now) {
        for (Message message : messages) {
            if (message.id == id && now - message.at < LIFETIME_NANOS) {
                return message.done ? State.DONE : State.UNDER_WAY;
            }
        }
        forget(id);
        if (messages.size() == MOST) {
            messages.removeFirst();
        }
        messages.addLast(new Message(id, now));
        return State.NEW;
    }

    /** A message was taken: it is not heard again. */
    synchronized void done(int id) {
        for (Message message : messages) {
            if (message.id == id) {
                message.done = true;
            }
        }
    }

    /** A message was not taken: it is new when it comes again. */
    synchronized void forget(int id) {
        for (Iterator<Message> each = messages.iterator(); each.hasNext(); ) {
            if (each.next().id == id) {
                each.remove();
            }
        }
    }
}
