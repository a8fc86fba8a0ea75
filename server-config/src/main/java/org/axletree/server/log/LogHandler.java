package org.axletree.server.log;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.ErrorManager;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

/**
 * Writes the server's log. The logging system makes it by name and knows nothing to tell it, so what it writes to is set before,
 * for the process.
 */
public final class LogHandler extends Handler {
    private static volatile OutputStream target = System.err;
    private static volatile Formatter line = new TextLine();

    /** Writes to a stream from now on. */
    static void writeTo(OutputStream stream, Formatter formatter) {
        target = stream;
        line = formatter;
    }

    @Override
    public void publish(LogRecord record) {
        if (!isLoggable(record)) {
            return;
        }
        try {
            byte[] bytes = line.format(record).getBytes(StandardCharsets.UTF_8);
            synchronized (LogHandler.class) {
                target.write(bytes);
                target.flush();
            }
        } catch (IOException | RuntimeException e) {
            reportError(null, e, ErrorManager.WRITE_FAILURE);
        }
    }

    @Override
    public void flush() {
        // Each record is flushed as it is written.
    }

    @Override
    public void close() {
        // The stream outlives the logging system: what happens as the server ends belongs into the log as well.
    }
}
