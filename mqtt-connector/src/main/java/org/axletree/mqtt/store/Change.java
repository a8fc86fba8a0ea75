package org.axletree.mqtt.store;

import java.util.List;
import java.util.Objects;

/**
 * One change: a record that is put in the place of what had its key, or removed.
 *
 * @param first the number of a session or message; 0 where the key has none
 * @param second a further number of the key; 0 where it has none
 * @param text of the key; may be empty
 * @param value encoded; {@link #REMOVED} if the record goes. Not to be changed
 */
record Change(Kind kind, long first, long second, String text, byte[] value) {
    static final byte[] REMOVED = new byte[0];
    /** Stands where a change stood that need not be written. */
    static final Change NONE = new Change(Kind.SESSION, 0, 0, "", REMOVED);

    private static final byte[] DONE = Records.encode(new RecordWriter(), Progress.DONE, 0);

    /** What is written down, and the parts of its key. Written by number: never reorder. */
    enum Kind {
        /** (session) */
        SESSION,
        /** (session, filter) */
        SUBSCRIPTION,
        /** (session) */
        WILL,
        /** (session, packet identifier) */
        RECEIVED,
        /** (message, session) */
        PROGRESS,
        /** (message); beside it, not part of the key, how many are to get it */
        MESSAGE,
        /** (hub, NUL, topic) */
        RETAINED,
        /** (session, retained message); removed all at once, without the latter */
        FED,
        /** (); what the clock said last */
        CLOCK;

        /** What goes with a session. */
        static final List<Kind> OF_SESSION = List.of(SUBSCRIPTION, WILL, RECEIVED, FED);
    }

    /** A recipient has a message that stays for others. */
    static Change done(long message, long session) {
        return new Change(Kind.PROGRESS, message, session, "", DONE);
    }

    Change {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(value, "value");
    }

    boolean removes() {
        return value == REMOVED;
    }

    /** The kinds of which everything that begins with {@link #first} goes with this removal. */
    List<Kind> sweeps() {
        return switch (kind) {
            case SESSION -> Kind.OF_SESSION;
            case FED -> List.of(Kind.FED);
            default -> List.of();
        };
    }

    /** Roughly what it holds in memory and on disk. */
    int bytes() {
        return 40 + text.length() + value.length;
    }
}
