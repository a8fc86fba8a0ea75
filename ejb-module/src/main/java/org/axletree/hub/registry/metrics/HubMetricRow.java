package org.axletree.hub.registry.metrics;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The metrics of a hub in the database. */
@Entity
@Table(name = "hub_metric")
class HubMetricRow extends MetricRow {
    @Id
    @Column(name = "hub_id")
    String hubId;

    HubMetricRow() {
        super(MetricsLedger.COLUMNS);
    }
}
