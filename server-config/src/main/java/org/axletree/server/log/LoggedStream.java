package org.axletree.server.log;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;

/** What libraries print goes into the log, line by line: the terminal belongs to the launcher. */
final class LoggedStream extends OutputStream {
    private static final int LONGEST = 16 * 1024;

    private final Logger logger;
    private final Level level;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    LoggedStream(Logger logger, Level level) {
        this.logger = logger;
        this.level = level;
    }

    @Override
    public synchronized void write(int b) {
        if (b != '\n') {
            line.write(b);
        }
        if (b == '\n' || line.size() >= LONGEST) {
            String text = line.toString(StandardCharsets.UTF_8).stripTrailing();
            line.reset();
            if (!text.isEmpty()) {
                logger.log(level, "{0}", text);
            }
        }
    }
}
