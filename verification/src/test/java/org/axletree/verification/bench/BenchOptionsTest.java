package org.axletree.verification.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class BenchOptionsTest {
    @Test
    void nothingAskedFor_isEverything() {
        BenchOptions options = BenchOptions.parse();

        assertThat(options.scenarios()).isEqualTo(Scenarios.ALL);
        assertThat(options.rounds()).isEqualTo(3);
        assertThat(options.peers()).isTrue();
    }

    @Test
    void scenarios_areFoundByName_inTheOrderAskedFor() {
        assertThat(BenchOptions.parse("--scenarios", "s2,S1b", "--alone").scenarios())
                .extracting(Scenario::name)
                .containsExactly("S2", "S1b");
    }

    @Test
    void pointsOfCurves_areFoundByName() {
        assertThat(BenchOptions.parse("--curves", "--scenarios", "others10,filters10000")
                        .scenarios())
                .extracting(Scenario::name)
                .containsExactly("others10", "filters10000");
        assertThatThrownBy(() -> BenchOptions.parse("--curves", "--scenarios", "S1"))
                .hasMessageStartingWith("scenarios: S1 (expected: of others10,");
    }

    @Test
    void waysOfDialects_areFoundByName() {
        assertThat(BenchOptions.parse(Dialects.TABLE, "--scenarios", "report/huawei,login/azure")
                        .scenarios())
                .extracting(Scenario::name)
                .containsExactly("report/huawei", "login/azure");
        assertThatThrownBy(() -> BenchOptions.parse(Dialects.TABLE, "--scenarios", "report"))
                .hasMessageStartingWith("scenarios: report (expected: of report/azure,report/azure+bag,");
    }

    @Test
    void whatIsNotUnderstood_isNamed() {
        assertThatThrownBy(() -> BenchOptions.parse("--scenarios", "S99"))
                .hasMessageStartingWith("scenarios: S99 (expected: of S1,");
        assertThatThrownBy(() -> BenchOptions.parse("--rounds", "0"))
                .hasMessageStartingWith("--rounds: 0 (expected: 1");
        assertThatThrownBy(() -> BenchOptions.parse("--json")).hasMessageStartingWith("--json: nothing");
        assertThatThrownBy(() -> BenchOptions.parse("--fast")).hasMessage("--fast: not an option");
    }
}
