package org.axletree.server.log;

import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** A record as one JSON object (RFC 8259) in one line. */
final class JsonLine extends Formatter {
    @Override
    public String format(LogRecord record) {
        StringBuilder line = new StringBuilder(256).append('{');
        member(line, "time", TextLine.TIME.format(record.getInstant()));
        member(line.append(','), "level", record.getLevel().getName());
        member(line.append(','), "logger", String.valueOf(record.getLoggerName()));
        member(line.append(','), "message", formatMessage(record).strip());
        String trace = StackTrace.of(record).strip();
        if (!trace.isEmpty()) {
            member(line.append(','), "error", trace);
        }
        return line.append("}\n").toString();
    }

    private static void member(StringBuilder line, String name, String value) {
        line.append('"').append(name).append("\":\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"', '\\' -> line.append('\\').append(c);
                case '\n' -> line.append("\\n");
                case '\r' -> line.append("\\r");
                case '\t' -> line.append("\\t");
                default -> {
                    if (c < 0x20 || Character.isSurrogate(c) || c == 0x7f) {
                        line.append(String.format("\\u%04x", (int) c));
                    } else {
                        line.append(c);
                    }
                }
            }
        }
        line.append('"');
    }
}
