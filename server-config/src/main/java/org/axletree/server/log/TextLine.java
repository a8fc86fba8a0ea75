package org.axletree.server.log;

import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/**
 * A record as text: time, level, logger, message. Further lines of a message or stack trace are indented, so that nothing a
 * device says can look like a record of its own.
 */
final class TextLine extends Formatter {
    static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    @Override
    public String format(LogRecord record) {
        String text = formatMessage(record) + StackTrace.of(record);
        return TIME.format(record.getInstant()) + ' ' + padded(record.getLevel().getName()) + ' '
                + record.getLoggerName() + ": "
                + text.strip().replaceAll("\\R", "\n    ").replaceAll("[\\p{Cntrl}&&[^\n\t]]", "?") + '\n';
    }

    private static String padded(String level) {
        return level.length() >= 7 ? level : (level + "       ").substring(0, 7);
    }
}
