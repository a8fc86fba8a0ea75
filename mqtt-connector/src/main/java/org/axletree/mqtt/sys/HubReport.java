package org.axletree.mqtt.sys;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.axletree.mqtt.loop.Counted;

/** What was said last about one hub, so that only what has changed is said again. On one thread. */
final class HubReport {
    private static final String ROOT = "$SYS/broker/";
    private static final Counted[] COUNTED = Counted.values();

    private final Map<String, String> said = new HashMap<>();
    private final Map<Counted, MovingAverage> averages = new EnumMap<>(Counted.class);
    private long[] before = new long[COUNTED.length];

    /**
     * Topics and values that are to be said now.
     *
     * @param counts since the door opened, by {@link Counted#ordinal()}
     * @param gauges what is as it is now, by the end of its topic
     * @param seconds since the last time
     */
    Map<String, String> next(long[] counts, Map<String, String> gauges, double seconds) {
        Map<String, String> changed = new LinkedHashMap<>();
        gauges.forEach((topic, value) -> note(changed, topic, value));
        for (Counted what : COUNTED) {
            long total = counts[what.ordinal()];
            if (!what.totalTopic().isEmpty()) {
                note(changed, what.totalTopic(), Long.toString(total));
            }
            if (!what.loadTopic().isEmpty()) {
                MovingAverage average = averages.computeIfAbsent(what, key -> new MovingAverage());
                average.add(total - before[what.ordinal()], seconds);
                noteLoad(changed, what, average);
            }
        }
        before = counts;
        return changed;
    }

    private void noteLoad(Map<String, String> changed, Counted what, MovingAverage average) {
        for (int i = 0; i < MovingAverage.MINUTES.length; i++) {
            String topic = what.loadTopic() + "/" + MovingAverage.MINUTES[i] + "min";
            note(changed, topic, String.format(Locale.ROOT, "%.2f", average.of(i)));
        }
    }

    private void note(Map<String, String> changed, String topic, String value) {
        if (!value.equals(said.put(topic, value))) {
            changed.put(ROOT + topic, value);
        }
    }
}
