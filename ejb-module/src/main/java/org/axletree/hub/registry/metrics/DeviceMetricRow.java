package org.axletree.hub.registry.metrics;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The metrics of a device in the database. */
@Entity
@Table(name = "device_metric")
class DeviceMetricRow extends MetricRow {
    @Id
    @Column(name = "device_id")
    String deviceId;

    DeviceMetricRow() {
        super(MetricsLedger.DEVICE_COLUMNS, MetricsLedger.COLUMNS);
    }
}
