package org.axletree.verification.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.axletree.verification.bench.measure.Reading;
import org.junit.jupiter.api.Test;

class CurvesTest {
    private static Run run(int round, String scenario, double rate, double cpu) {
        Scenario point = Curves.all().stream()
                .filter(each -> each.name().equals(scenario))
                .findFirst()
                .orElseThrow();
        return new Run(
                round, point, "ours", new Reading().with(Reading.RATE, rate).with(Reading.CPU, cpu));
    }

    @Test
    void growth_isOfTheMediansOfTheFewestAndTheMostSubscriptions() {
        List<Run> runs = List.of(
                run(1, "others10", 600_000, 1.0),
                run(2, "others10", 10, 9.0),
                run(3, "others10", 700_000, 1.0),
                run(1, "others1000", 1, 100),
                run(1, "others10000", 500_000, 1.5));

        assertThat(Curves.growth(runs))
                .isEqualToIgnoringNewLines(
                        "ours: from 10 to 10,000 other subscriptions: 1.20 times the time, 1.50 times the CPU"
                                + " (target: at most 1.3)");
    }

    @Test
    void growth_notMeasured_isNotTold() {
        assertThat(Curves.growth(List.of(run(1, "others10", 600_000, 1.0)))).isEmpty();
        assertThat(Curves.growth(List.of(run(1, "others10", 600_000, 1.0), run(1, "others10000", 0, 0))))
                .isEmpty();
    }
}
