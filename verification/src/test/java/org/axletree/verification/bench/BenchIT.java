package org.axletree.verification.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.axletree.verification.bench.measure.Reading;
import org.axletree.verification.harness.Alone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bench itself, at its smallest: that it measures, not what. */
@Alone
class BenchIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void oneScenario_isMeasuredAtBothBrokers_andLosesNothing(@TempDir Path directory) throws Exception {
        Path json = directory.resolve("readings.json");

        boolean sound = Bench.run(BenchOptions.parse(
                "--scenarios", "S4", "--rounds", "1", "--warm", "0.2", "--seconds", "0.5", "--json", json.toString()));

        assertThat(sound).isTrue();
        List<JsonNode> readings = readings(json);
        assertThat(readings)
                .extracting(line -> line.path("broker").asText())
                .containsExactlyInAnyOrder("axletree", "mosquitto");
        assertThat(readings).allSatisfy(line -> {
            assertThat(line.path("scenario").asText()).isEqualTo("S4");
            assertThat(line.path(Reading.RATE).asDouble()).isPositive();
            assertThat(line.path(Reading.LOST).asLong()).isZero();
            assertThat(line.path("problems")).isEmpty();
        });
    }

    private static List<JsonNode> readings(Path json) throws IOException {
        List<JsonNode> readings = new ArrayList<>();
        for (String line : Files.readAllLines(json)) {
            readings.add(JSON.readTree(line));
        }
        return readings;
    }
}
