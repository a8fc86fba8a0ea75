package org.axletree.hub.chore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

final class ChoreScheduleTest {
    private static final ChoreTurn NEVER = chore -> false;

    private int done;

    @Test
    void chore_ofThisProcess_isDone_whoeversTurnItIs() {
        ChoreSchedule.run(chore(false), NEVER);

        assertThat(done).isEqualTo(1);
    }

    @Test
    void chore_ofTheInstallation_isDone_byTheNodeWhoseTurnItIs() {
        ChoreSchedule.run(chore(true), NEVER);
        assertThat(done).isZero();

        ChoreSchedule.run(chore(true), new LocalTurn());
        assertThat(done).isEqualTo(1);
    }

    /** As while the database is away: it is tried again the next time, and the timer lives on. */
    @Test
    void choreThatFails_isOnlyLogged() {
        ChoreTurn away = chore -> {
            throw new IllegalStateException("the database is away");
        };

        assertThatCode(() -> ChoreSchedule.run(chore(true), away)).doesNotThrowAnyException();
        assertThat(done).isZero();
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
