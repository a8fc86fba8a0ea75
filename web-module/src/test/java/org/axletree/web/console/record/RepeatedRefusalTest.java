package org.axletree.web.console.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RepeatedRefusalTest {
    @Test
    void equalOnesInARow_areOneWithACount_andLeaveRoomForTheRest() {
        Stream<Refusal> failing = Stream.iterate(100, at -> at - 1)
                .limit(50)
                .map(at -> refusal(at, "route", "no answer", "10.0.0.1:" + at));
        List<Refusal> rows = Refusal.together(
                Stream.concat(
                        failing,
                        Stream.of(
                                refusal(3, "pump", "wrong password", "10.0.0.2:1"),
                                refusal(2, "route", "no answer", ""))),
                10);
        assertThat(rows).extracting(Refusal::who).containsExactly("route", "pump", "route");
        assertThat(rows).extracting(Refusal::count).containsExactly(50, 1, 1);
        assertThat(rows.get(0).time()).isEqualTo(Instant.ofEpochSecond(100));
    }

    @Test
    void noMoreRowsThanAsked_andTheLastCountsItsOwn() {
        List<Refusal> rows = Refusal.together(
                Stream.of(
                        refusal(4, "a", "x", ""),
                        refusal(3, "b", "x", ""),
                        refusal(2, "b", "x", ""),
                        refusal(1, "c", "x", "")),
                2);
        assertThat(rows).extracting(Refusal::who).containsExactly("a", "b");
        assertThat(rows).extracting(Refusal::count).containsExactly(1, 2);
    }

    private static Refusal refusal(int at, String who, String why, String from) {
        return new Refusal(Instant.ofEpochSecond(at), who, "", why, "", from, 1);
    }
}
