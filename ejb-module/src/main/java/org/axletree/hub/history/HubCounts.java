package org.axletree.hub.history;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

/** A counter for each hub in which there was something to count. */
final class HubCounts {
    private final ConcurrentHashMap<String, LongAdder> counts = new ConcurrentHashMap<>();

    void count(String hubId) {
        counts.computeIfAbsent(hubId, id -> new LongAdder()).increment();
    }

    void forget(String hubId) {
        counts.remove(hubId);
    }

    Map<String, Long> byHub() {
        return counts.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue()
                .sum()));
    }
}
