package org.axletree.door.line;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentChangesTest {
    private final RecentChanges changes = new RecentChanges();

    @Test
    void change_ofTheDevice_concernsOlderAdmissionsOnly() {
        changes.heardOfDevice("h", "d", 5);
        assertThat(changes.concern("h", "d", 4)).isTrue();
        assertThat(changes.concern("h", "d", 5)).isFalse();
        assertThat(changes.concern("h", "other", 4)).isFalse();
        assertThat(changes.concern("h2", "d", 4)).isFalse();
    }

    @Test
    void change_ofTheHub_concernsAllItsDevices() {
        changes.heardOfHub("h", 5);
        assertThat(changes.concern("h", "d", 4)).isTrue();
        assertThat(changes.concern("h2", "d", 4)).isFalse();
    }

    @Test
    void changes_comeOutOfOrder_areAllRemembered() {
        changes.heardOfDevice("h", "d1", 9);
        changes.heardOfDevice("h", "d2", 7);
        assertThat(changes.concern("h", "d2", 6)).isTrue();
        assertThat(changes.concern("h", "d2", 8)).isFalse();
    }

    @Test
    void changes_moreThanCanBeRemembered_doubtMeansYes() {
        for (int revision = 1; revision <= 1_100; revision++) {
            changes.heardOfDevice("h", "other", revision);
        }
        assertThat(changes.concern("h", "d", 10)).isTrue();
        assertThat(changes.concern("h", "d", 1_090)).isFalse();
    }
}
