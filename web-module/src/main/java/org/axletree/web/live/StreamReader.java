package org.axletree.web.live;

import java.io.IOException;

/** One who reads server-sent events. Each method returns when what it says is on its way, and fails when the reader has gone. */
public interface StreamReader {
    /** Says that the stream is there, in a comment. */
    void comment(String text) throws IOException;

    /** @param id where the reader goes on when it comes back */
    void seen(String id, String data) throws IOException;

    /** @param name of an event that is not one of those that are watched */
    void notice(String name, String data) throws IOException;
}
