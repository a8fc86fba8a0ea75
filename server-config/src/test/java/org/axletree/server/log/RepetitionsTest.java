package org.axletree.server.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class RepetitionsTest {
    private long now;
    private final Repetitions repetitions = new Repetitions(() -> now);

    @Test
    void sameFromALibrary_isWrittenOnceAMinute_andCounted() {
        assertThat(repetitions.isNew(record("org.glassfish.grizzly", "bad chunk 1")))
                .isTrue();
        assertThat(repetitions.isNew(record("org.glassfish.grizzly", "bad chunk 2")))
                .isFalse();
        assertThat(repetitions.isNew(record("org.glassfish.grizzly", "bad chunk 33")))
                .isFalse();
        assertThat(repetitions.counts()).isEmpty();

        now += Duration.ofMinutes(1).toNanos();

        assertThat(repetitions.counts()).singleElement().satisfies(count -> {
            assertThat(count.getMessage()).startsWith("2 more like the one of ");
            assertThat(count.getLoggerName()).isEqualTo("org.glassfish.grizzly");
            assertThat(count.getLevel()).isEqualTo(Level.WARNING);
        });
        assertThat(repetitions.counts()).isEmpty();
        assertThat(repetitions.isNew(record("org.glassfish.grizzly", "bad chunk 4")))
                .isTrue();
    }

    @Test
    void anotherKind_isWritten() {
        assertThat(repetitions.isNew(record("org.glassfish.grizzly", "bad chunk")))
                .isTrue();
        assertThat(repetitions.isNew(record("org.glassfish.grizzly", "bad header")))
                .isTrue();
        assertThat(repetitions.isNew(record("org.glassfish.jersey", "bad chunk")))
                .isTrue();
        LogRecord thrown = record("org.glassfish.grizzly", "bad chunk");
        thrown.setThrown(new IllegalStateException());
        assertThat(repetitions.isNew(thrown)).isTrue();
    }

    @Test
    void whatIsPrinted_differsByItsText() {
        assertThat(repetitions.isNew(printed("one"))).isTrue();
        assertThat(repetitions.isNew(printed("another"))).isTrue();
        assertThat(repetitions.isNew(printed("one"))).isFalse();
    }

    @Test
    void hubsOwn_isAlwaysWritten() {
        assertThat(repetitions.isNew(record("org.axletree.hub", "the API failed")))
                .isTrue();
        assertThat(repetitions.isNew(record("org.axletree.hub", "the API failed")))
                .isTrue();
    }

    @Test
    void kinds_areNotUnbounded() {
        for (int i = 0; i < 10_000; i++) {
            assertThat(repetitions.isNew(record("logger" + i, "text"))).isTrue();
        }
        assertThat(repetitions.isNew(record("logger0", "text"))).as("forgotten").isTrue();
        assertThat(repetitions.isNew(record("logger9999", "text"))).isFalse();
    }

    private static LogRecord printed(String text) {
        LogRecord record = record("stdout", "{0}");
        record.setParameters(new Object[] {text});
        return record;
    }

    private static LogRecord record(String logger, String message) {
        LogRecord record = new LogRecord(Level.WARNING, message);
        record.setLoggerName(logger);
        return record;
    }
}
