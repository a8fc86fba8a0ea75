package org.axletree.door.pressure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AllowancesTest {
    private final Allowances allowances = new Allowances(100, 150, new MemoryWatermark(() -> 0));

    @Test
    void hub_itsRoomIsUsedUp_takesNoMoreUntilItGives() {
        Allowance hub = allowances.of("h");
        assertThat(hub.take(100)).isTrue();
        assertThat(hub.take(1)).isFalse();
        assertThat(hub.used()).isEqualTo(100);
        hub.give(1);
        assertThat(hub.take(1)).isTrue();
        assertThat(allowances.of("h")).isSameAs(hub);
    }

    @Test
    void hubs_togetherTooMuch_areRefusedAndNothingIsTaken() {
        Allowance one = allowances.of("one");
        Allowance other = allowances.of("other");
        assertThat(one.take(100)).isTrue();
        assertThat(other.take(51)).isFalse();
        assertThat(other.used()).isZero();
        assertThat(other.take(50)).isTrue();
        one.give(100);
        assertThat(other.take(50)).isTrue();
    }

    @Test
    void hub_isGone_staysUntilAllIsGivenBack() {
        Allowance hub = allowances.of("h");
        hub.takeAnyway(30);
        allowances.of("idle");
        allowances.forget("h");
        allowances.forget("idle");
        allowances.forget("unknown");
        assertThat(allowances.hubs()).isEqualTo(1);
        assertThat(allowances.used("h")).isEqualTo(30);
        allowances.of("h").give(30);
        assertThat(allowances.hubs()).isZero();
        assertThat(allowances.used("h")).isZero();
    }

    @Test
    void hub_whatSurvivedARestart_isTakenInAnyCase() {
        Allowance hub = allowances.of("h");
        hub.takeAnyway(120);
        assertThat(hub.used()).isEqualTo(120);
        assertThat(hub.take(1)).isFalse();
        hub.give(21);
        assertThat(hub.take(1)).isTrue();
    }
}
