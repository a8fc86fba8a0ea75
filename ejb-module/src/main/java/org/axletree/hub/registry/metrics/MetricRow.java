package org.axletree.hub.registry.metrics;

import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;

/** The metrics of something, in the database. */
@MappedSuperclass
abstract class MetricRow {
    @Version
    int version;

    /** See {@link MetricRing}. */
    private byte[] ring;

    @Transient
    private final int columns;

    @Transient
    private final int columnsAtFirst;

    MetricRow(int columns) {
        this(columns, columns);
    }

    /** @param columnsAtFirst as many as such rows had before they said how many */
    MetricRow(int columns, int columnsAtFirst) {
        this.columns = columns;
        this.columnsAtFirst = columnsAtFirst;
        this.ring = new MetricRing(columns).bytes();
    }

    /** A copy, to be given back by {@link #keep} if it changed. */
    MetricRing ring() {
        return MetricRing.of(ring, columns, columnsAtFirst);
    }

    void keep(MetricRing changed) {
        ring = changed.bytes();
    }
}
