package org.axletree.verification.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a target got, in the order it got it, of devices that number what they say: {@code device/number}.
 *
 * @param target its name
 */
record Arrivals(String target, List<Arrival> all) {

    /**
     * A message at a target.
     *
     * @param id the identifier that the hub gave it
     */
    record Arrival(String payload, String id) {}

    /**
     * In a line, for people.
     *
     * @param resent what devices said twice, which are two messages
     */
    String summary(Set<String> resent) {
        Set<String> known = new HashSet<>();
        List<Arrival> again =
                all.stream().filter(arrival -> !known.add(arrival.payload())).toList();
        long byDevices = again.stream()
                .filter(arrival -> resent.contains(arrival.payload()))
                .count();
        return "%-14s %,6d messages, %,d of them twice or oftener; %,d of these a device had sent again"
                .formatted(target, known.size(), again.size(), byDevices);
    }

    void assertHaveAll(Set<String> payloads) {
        Set<String> missing = new HashSet<>(payloads);
        all.forEach(arrival -> missing.remove(arrival.payload()));
        assertThat(missing).as(target).isEmpty();
    }

    /** Without what came before, and where the target keeps the order it got, each device's messages are there from the first to the last, in their order. */
    void assertInOrder() {
        Map<String, Integer> last = new HashMap<>();
        Set<String> known = new HashSet<>();
        for (Arrival arrival : all) {
            if (known.add(arrival.payload())) {
                int slash = arrival.payload().indexOf('/');
                String device = arrival.payload().substring(0, slash);
                int number = Integer.parseInt(arrival.payload().substring(slash + 1));
                assertThat(number).as(target + ": " + arrival).isEqualTo(last.getOrDefault(device, -1) + 1);
                last.put(device, number);
            }
        }
    }

    /**
     * Whatever came twice has the identifier that it had before.
     *
     * @param resent what devices said twice, which are two messages
     */
    void assertRecognisable(Set<String> resent) {
        Map<String, String> ids = new HashMap<>();
        for (Arrival arrival : all) {
            assertThat(arrival.id()).as(target).isNotBlank();
            String before = ids.putIfAbsent(arrival.payload(), arrival.id());
            if (before != null && !resent.contains(arrival.payload())) {
                assertThat(arrival.id()).as(target + ": " + arrival.payload()).isEqualTo(before);
            }
        }
    }
}
