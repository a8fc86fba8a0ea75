package org.axletree.server.web;

import java.util.Arrays;
import org.glassfish.grizzly.Buffer;

/** The body of a request as it comes in, in one piece of memory: however small the parts, they cost no more than their bytes. */
final class GatheredBody {
    /** What became of a part. */
    enum Taking {
        TAKEN,
        TOO_LARGE,
        NO_ROOM
    }

    private static final int FIRST_BYTES = 4 * 1024;

    private final WebConnections room;
    private final WebConnection of;
    private byte[] bytes = {};
    private int length;
    private boolean released;

    GatheredBody(WebConnections room, WebConnection of) {
        this.room = room;
        this.of = of;
    }

    synchronized Taking take(Buffer part) {
        int more = part.remaining();
        if (released) {
            return Taking.NO_ROOM;
        }
        if (more > room.mostBodyBytes() - length) {
            return Taking.TOO_LARGE;
        }
        if (length + more > bytes.length) {
            int larger =
                    Math.min(room.mostBodyBytes(), Math.max(length + more, Math.max(FIRST_BYTES, 2 * bytes.length)));
            if (!room.takeBodyRoom(larger - bytes.length, of)) {
                return Taking.NO_ROOM;
            }
            bytes = Arrays.copyOf(bytes, larger);
        }
        part.get(bytes, length, more);
        length += more;
        return Taking.TAKEN;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Gives the room back: the body is complete, or not coming any more. */
    synchronized void release() {
        if (!released) {
            released = true;
            room.freeBodyRoom(bytes.length);
        }
    }
}
