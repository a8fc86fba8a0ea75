package org.axletree.hub.chore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

final class ChoreScheduleTest {
    private static final ChoreTurn NEVER = chore -> false;

    private final ChoreSchedule schedule = new ChoreSchedule();
    private int done;

    @Test
    void chore_ofThisProcess_isDone_whoeversTurnItIs() {
        schedule.run(chore(false), NEVER);

        assertThat(done).isEqualTo(1);
    }

    @Test
    void chore_ofTheInstallation_isDone_byTheNodeWhoseTurnItIs() {
        schedule.run(chore(true), NEVER);
        assertThat(done).isZero();

        schedule.run(chore(true), new LocalTurn());
        assertThat(done).isEqualTo(1);
    }

    /** As while the database is away: it is tried again the next time, and the timer lives on. */
    @Test
    void choreThatFails_isOnlyLogged() {
        ChoreTurn away = chore -> {
            throw new IllegalStateException("the database is away");
        };

        assertThatCode(() -> schedule.run(chore(true), away)).doesNotThrowAnyException();
        assertThat(done).isZero();
    }

    /** A log that says the same of every chore in every second does not say what matters. */
    @Test
    void registryThatIsAway_isToldOncePerChore_untilItIsBack() {
        List<LogRecord> told = new ArrayList<>();
        Logger log = Logger.getLogger(ChoreSchedule.class.getName());
        Handler listener = new Handler() {
            @Override
            public void publish(LogRecord record) {
                told.add(record);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        log.addHandler(listener);
        try {
            ChoreTurn away = chore -> {
                throw new IllegalStateException(new SQLException("no connection", "08006"));
            };
            schedule.run(chore(true), away);
            schedule.run(chore(true), away);
            schedule.run(chore(true), new LocalTurn());
            schedule.run(chore(true), away);
        } finally {
            log.removeHandler(listener);
        }
        assertThat(told)
                .extracting(LogRecord::getMessage)
                .containsExactly(
                        "A chore could not be done: the registry does not answer now",
                        "A chore could not be done: the registry does not answer now");
        assertThat(told).extracting(LogRecord::getThrown).containsOnlyNulls();
    }

    private Chore chore(boolean oncePerInstallation) {
        return new Chore() {
            @Override
            public String complaint() {
                return "A chore could not be done";
            }

            @Override
            public int everySeconds() {
                return 1;
            }

            @Override
            public void run() {
                done++;
            }

            @Override
            public boolean isOncePerInstallation() {
                return oncePerInstallation;
            }
        };
    }
}
