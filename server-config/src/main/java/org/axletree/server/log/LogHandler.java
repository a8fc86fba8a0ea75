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

    private static final long COUNTS_MILLIS = 15_000;
    private static final Repetitions REPETITIONS = new Repetitions(System::nanoTime);

    /** For the logging system. */
    public LogHandler() {
        Thread counts = new Thread(this::tellCounts, "log-counts");
        counts.setDaemon(true);
        counts.start();
    }

    /** Writes to a stream from now on. */
    static void writeTo(OutputStream stream, Formatter formatter) {
        target = stream;
        line = formatter;
    }

    @Override
    public void publish(LogRecord record) {
        if (isLoggable(record) && REPETITIONS.isNew(record)) {
            write(record);
        }
    }

    private void write(LogRecord record) {
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

    /** Tells from time to time what was not written. */
    private void tellCounts() {
        try {
            while (true) {
                Thread.sleep(COUNTS_MILLIS);
                REPETITIONS.counts().forEach(this::write);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
