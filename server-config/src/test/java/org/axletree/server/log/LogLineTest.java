package org.axletree.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class LogLineTest {
    @Test
    void text_lineBreakInAMessage_cannotLookLikeARecord() {
        LogRecord record = record("client id: x\r\n2026-11-21T00:00:00.000Z INFO    forged: line\u001b[31m");

        assertThat(new TextLine().format(record))
                .isEqualTo("2026-11-21T10:00:00.500Z WARNING axletree: client id: x\n"
                        + "    2026-11-21T00:00:00.000Z INFO    forged: line?[31m\n");
    }

    @Test
    void text_withAnException_showsItsTrace() {
        LogRecord record = record("failed");
        record.setThrown(new IllegalStateException("why"));

        assertThat(new TextLine().format(record))
                .startsWith("2026-11-21T10:00:00.500Z WARNING axletree: failed\n")
                .contains("\n    java.lang.IllegalStateException: why\n");
    }

    @Test
    void json_anyCharacters_isOneLineOfAscii7OrUtf8() {
        LogRecord record = record("a \"quoted\" \\ line\nbreak, tab\t, bell\u0007, ü and \ud83d\ude00");

        assertThat(new JsonLine().format(record))
                .isEqualTo(
                        "{\"time\":\"2026-11-21T10:00:00.500Z\",\"level\":\"WARNING\",\"logger\":\"axletree\","
                                + "\"message\":\"a \\\"quoted\\\" \\\\ line\\nbreak, tab\\t, bell\\u0007, ü and \\ud83d\\ude00\"}\n");
    }

    @Test
    void json_withAnException_hasAMemberForIt() {
        LogRecord record = record("failed");
        record.setThrown(new IllegalStateException("why"));

        assertThat(new JsonLine().format(record))
                .contains("\"error\":\"java.lang.IllegalStateException: why\\n")
                .hasLineCount(1);
    }

    private static LogRecord record(String message) {
        LogRecord record = new LogRecord(Level.WARNING, message);
        record.setLoggerName("axletree");
        record.setInstant(Instant.parse("2026-11-21T10:00:00.500Z"));
        return record;
    }
}
