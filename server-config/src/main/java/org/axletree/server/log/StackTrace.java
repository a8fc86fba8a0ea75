package org.axletree.server.log;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.logging.LogRecord;

/** The stack trace of a record, if it has one. */
final class StackTrace {
    private StackTrace() {}

    static String of(LogRecord record) {
        if (record.getThrown() == null) {
            return "";
        }
        StringWriter text = new StringWriter();
        record.getThrown().printStackTrace(new PrintWriter(text, true));
        return "\n" + text;
    }
}
