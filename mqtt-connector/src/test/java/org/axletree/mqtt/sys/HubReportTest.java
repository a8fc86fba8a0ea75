package org.axletree.mqtt.sys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.axletree.mqtt.loop.Counted;
import org.junit.jupiter.api.Test;

final class HubReportTest {
    private final HubReport report = new HubReport();
    private final long[] counts = new long[Counted.values().length];

    @Test
    void first_saysEverything_andThenOnlyWhatHasChanged() {
        counts[Counted.PUBLISHES_RECEIVED.ordinal()] = 7;
        assertThat(report.next(counts.clone(), Map.of("clients/connected", "2"), 10))
                .containsEntry("$SYS/broker/clients/connected", "2")
                .containsEntry("$SYS/broker/publish/messages/received", "7")
                .containsEntry("$SYS/broker/publish/messages/sent", "0")
                .containsEntry("$SYS/broker/bytes/received", "0")
                .containsKey("$SYS/broker/load/publish/received/15min")
                .containsEntry("$SYS/broker/load/connections/1min", "0.00")
                .doesNotContainKeys("$SYS/broker/", "$SYS/broker//1min");

        assertThat(report.next(counts.clone(), Map.of("clients/connected", "3"), 10))
                .containsEntry("$SYS/broker/clients/connected", "3")
                .containsKey("$SYS/broker/load/publish/received/1min")
                .doesNotContainKey("$SYS/broker/publish/messages/received");
    }

    /** Mosquitto's figures for 100 messages in the first of three periods of ten seconds, and none in the others. */
    @Test
    void load_decaysAsMosquittosDoes() {
        counts[Counted.PUBLISHES_RECEIVED.ordinal()] = 100;
        assertThat(load("1min")).isEqualTo("92.11");
        assertThat(load("1min")).isEqualTo("77.97");
        assertThat(load("5min")).isEqualTo("18.40");
    }

    private String load(String minutes) {
        return report.next(counts.clone(), Map.of(), 10).get("$SYS/broker/load/publish/received/" + minutes);
    }
}
