package org.axletree.hub.registry;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.PersistenceException;
import jakarta.persistence.PessimisticLockException;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryOutageTest {
    @ParameterizedTest
    @CsvSource({
        "90098, 90098, does not answer", // H2: closed
        "08001, 0, does not answer", // no connection
        "57P03, 0, does not answer", // PostgreSQL starts
        "53100, 0, the disk is full"
    })
    void databaseThatIsAwayOrFull_isAnOutage(String state, int code, String said) {
        Throwable failure = new PersistenceException(new SQLException("refused", state, code));

        assertThat(RegistryOutage.of(failure).orElseThrow().message()).contains(said);
    }

    @Test
    void fullDisk_isFoundBelowWhateverWrapsIt() {
        SQLException refused =
                new SQLException("General error", "HY000", 50_000, new IOException("No space left on device"));

        assertThat(RegistryOutage.of(new PersistenceException(refused))
                        .orElseThrow()
                        .message())
                .contains("the disk is full");
    }

    /** EclipseLink wraps whatever goes wrong with a query that locks. */
    @Test
    void connectionThatBreaksWhileALockIsWaitedFor_isNoLostRace() {
        assertThat(LostRaceException.explains(
                        new PessimisticLockException(new SQLException("connection broken", "08006"))))
                .isFalse();
        assertThat(LostRaceException.explains(new PessimisticLockException(new SQLException("timeout", "55P03"))))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"23505, 23505", "42S02, 42102", "42P01, 0", "HY000, 50000"})
    void whatIsWrongWithTheQuestion_isNone(String state, int code) {
        assertThat(RegistryOutage.of(new PersistenceException(new SQLException("refused", state, code))))
                .isEmpty();
    }
}
