package org.axletree.hub.dialect.huawei;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.axletree.hub.registry.RegistryFixture;
import org.axletree.hub.registry.database.TestDatabase;
import org.axletree.hub.registry.huawei.HuaweiShadow;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReportedShadowsTest {
    private RegistryFixture registry;
    private ReportedShadows reported;
    private String device;
    private long now;

    @BeforeEach
    void open() {
        registry = new RegistryFixture(TestDatabase.H2.open());
        reported = new ReportedShadows(registry.shadows);
        device = registry.device(registry.hub("hub").id(), "d").id();
    }

    @Test
    void lastValue_countsForEachProperty() {
        say("s", "'a':1,'b':1");
        say("s", "'a':2");
        say("t", "'a':5");
        say("s", "'a':3,'b':3");
        say("s", "'b':null");

        assertThat(shadow()).isEqualTo(Map.of("s", "{\"a\":3}", "t", "{\"a\":5}"));
        assertThat(registry.shadows.of(device).get(0).reportedAt()).contains(Instant.ofEpochMilli(now));
    }

    @Test
    void reportThatCannotBeRead_hidesNoneBeforeIt() {
        say("s", "'a':1,'b':1");
        say("s", "'a':2,'b':wrong");

        assertThat(shadow()).isEqualTo(Map.of("s", "{\"a\":1,\"b\":1}"));
    }

    @Test
    void shadow_isAsIfEachReportHadBeenWrittenByItself() {
        Random random = new Random(7);
        Map<String, Map<String, Integer>> expected = new TreeMap<>();
        for (int round = 0; round < 60; round++) {
            for (int i = random.nextInt(12); i >= 0; i--) {
                String service = random.nextBoolean() ? "s" : "t";
                Map<String, Integer> known = expected.computeIfAbsent(service, id -> new TreeMap<>());
                Map<String, String> properties = new TreeMap<>();
                for (String name : new String[] {"a", "b", "c"}) {
                    int value = random.nextInt(9);
                    if (value == 0) {
                        properties.put(name, "null");
                        known.remove(name);
                    } else if (value < 6) {
                        properties.put(name, Integer.toString(value));
                        known.put(name, value);
                    }
                }
                say(
                        service,
                        properties.entrySet().stream()
                                .map(each -> "'" + each.getKey() + "':" + each.getValue())
                                .collect(Collectors.joining(",")));
            }
            reported.write();
            assertThat(registry.shadows.of(device))
                    .as("round %d", round)
                    .extracting(each -> each.serviceId() + new TreeMap<>(each.reported()))
                    .containsExactlyElementsOf(expected.entrySet().stream()
                            .map(each -> each.getKey() + each.getValue())
                            .toList());
        }
    }

    private void say(String service, String properties) {
        String report = "{'services':[{'service_id':'" + service + "','properties':{" + properties + "}}]}";
        reported.hear(device, report.replace('\'', '"').getBytes(StandardCharsets.UTF_8), ++now);
    }

    private Map<String, String> shadow() {
        reported.write();
        return registry.shadows.of(device).stream()
                .collect(Collectors.toMap(
                        HuaweiShadow::serviceId, each -> each.reported().toString()));
    }
}
