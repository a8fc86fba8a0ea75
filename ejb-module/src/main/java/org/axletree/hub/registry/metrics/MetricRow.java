package org.axletree.hub.registry.metrics;

import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.util.Optional;

/** The metrics of something, in the database. */
@MappedSuperclass
abstract class MetricRow {
    private static final byte[] NOTHING = new MetricRing().bytes();

    @Version
    int version;

    /** See {@link MetricRing}. */
    private byte[] ring = NOTHING;

    /** A copy, to be given back by {@link #keep} if it changed. */
    MetricRing ring() {
        return MetricRing.of(ring);
    }

    void keep(MetricRing changed) {
        ring = changed.bytes();
    }

    /** What a row says; nothing happened where there is none. */
    static MetricRing ringOf(Optional<? extends MetricRow> row) {
        return row.map(MetricRow::ring).orElseGet(MetricRing::new);
    }
}
