package org.axletree.hub.dialect.huawei;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
    void reportThatCannotBeRead_andOnlyDiffersInValues_hidesNoneAroundIt() {
        say("s", "'a':1,'b':1");
        say("s", "'a':2,'b':02");
        say("s", "'a':3,'b':3");
        say("s", "'a':4,'b':'\\x'");

        assertThat(shadow()).isEqualTo(Map.of("s", "{\"a\":3,\"b\":3}"));
    }

    @Test
    void reportThatComesAgain_countsAfterWhatCameBetween() {
        say("s", "'a':1,'b':1");
        say("s", "'b':2,'a':2");
        say("s", "'a':null,'b':3");
        say("s", "'b':4");

        assertThat(shadow()).isEqualTo(Map.of("s", "{\"b\":4}"));
    }

    /** An event's own time goes with its values. */
    @Test
    void timeOfAReport_isThatOfTheLast() {
        hear("{'services':[{'service_id':'s','properties':{'a':1},'event_time':'20260301T081011Z'}]}");
        hear("{'services':[{'service_id':'s','properties':{'a':2},'event_time':'20260301T081012Z'}]}");

        assertThat(shadow()).isEqualTo(Map.of("s", "{\"a\":2}"));
        assertThat(registry.shadows.of(device).get(0).reportedAt()).contains(Instant.parse("2026-03-01T08:10:12Z"));
    }

    @Test
    void reportsOfManyAtOnce_areAllThere() throws InterruptedException {
        List<Thread> speakers = new ArrayList<>();
        for (int speaker = 0; speaker < 4; speaker++) {
            String name = "p" + speaker;
            speakers.add(new Thread(() -> {
                for (int value = 1; value <= 5_000; value++) {
                    reported.hear(device, report("s", "'" + name + "':" + value), value);
                }
            }));
        }
        speakers.forEach(Thread::start);
        for (int i = 0; i < 20; i++) {
            reported.write();
        }
        for (Thread speaker : speakers) {
            speaker.join();
        }

        reported.write();
        assertThat(new TreeMap<>(registry.shadows.of(device).get(0).reported()).toString())
                .isEqualTo("{p0=5000, p1=5000, p2=5000, p3=5000}");
    }

    @Test
    void reportsThatDoNotFit_areMissing_untilOthersWereWritten() {
        String filler = "x".repeat(1024 * 1024);
        for (int i = 0; i < 40; i++) { // each of another shape
            hear("{'none" + i + "':'" + filler + "'}");
        }
        say("s", "'a':1");
        assertThat(shadow()).isEmpty();

        say("s", "'a':2");
        assertThat(shadow()).isEqualTo(Map.of("s", "{\"a\":2}"));
    }

    @Test
    void reportsOfOneShape_takeUpTheRoomOfOne() {
        String filler = "x".repeat(1024 * 1024);
        for (int i = 0; i < 100; i++) {
            hear("{'none':'" + filler + "'}");
        }
        say("s", "'a':1");

        assertThat(shadow()).isEqualTo(Map.of("s", "{\"a\":1}"));
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
        reported.hear(device, report(service, properties), ++now);
    }

    private void hear(String report) {
        reported.hear(device, bytes(report), ++now);
    }

    private static byte[] report(String service, String properties) {
        return bytes("{'services':[{'service_id':'" + service + "','properties':{" + properties + "}}]}");
    }

    private static byte[] bytes(String json) {
        return json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    private Map<String, String> shadow() {
        reported.write();
        return registry.shadows.of(device).stream()
                .collect(Collectors.toMap(
                        HuaweiShadow::serviceId, each -> each.reported().toString()));
    }
}
