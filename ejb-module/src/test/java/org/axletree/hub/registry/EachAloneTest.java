package org.axletree.hub.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.axletree.core.time.SteadyClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class EachAloneTest {
    private final Logger log = Logger.getLogger(EachAloneTest.class.getName());
    private final List<String> told = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final EachAlone alone =
            new EachAlone(EachAloneTest.class, "It failed", new SteadyClock(nanos::get, () -> 0L));
    private final Handler listener = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            told.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        log.addHandler(listener);
        log.setUseParentHandlers(false);
    }

    @AfterEach
    void hearNoMore() {
        log.removeHandler(listener);
        log.setUseParentHandlers(true);
    }

    @Test
    void fault_ofOne_stopsNoOther_andIsToldOnceAMinute() {
        List<String> done = new ArrayList<>();

        alone.forEach(List.of("bad", "a", "bad", "b"), each -> {
            if (each.equals("bad")) {
                throw new IllegalArgumentException("topic: # at position 9");
            }
            done.add(each);
        });

        assertThat(done).containsExactly("a", "b");
        assertThat(told).containsExactly("It failed");
        nanos.addAndGet(60_000_000_000L);
        alone.attempt(() -> {
            throw new IllegalArgumentException("again");
        });
        assertThat(told).containsExactly("It failed", "It failed (and 1 times since it was said)");
    }

    @Test
    void registryThatIsAway_stopsThemAll_butNotWhoeverAttemptsOne() {
        IllegalStateException away = new IllegalStateException(new SQLException("away", "08006"));
        List<String> tried = new ArrayList<>();

        assertThatThrownBy(() -> alone.forEach(List.of("a", "b"), each -> {
                    tried.add(each);
                    throw away;
                }))
                .isSameAs(away);
        assertThat(tried).containsExactly("a");
        assertThatCode(() -> alone.attempt(() -> {
                    throw away;
                }))
                .doesNotThrowAnyException();
    }
}
