package org.axletree.hub.registry.metrics;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The traffic of a hub in the database. */
@Entity
@Table(name = "hub_traffic")
class HubTrafficRow extends MetricRow {
    @Id
    @Column(name = "hub_id")
    String hubId;

    HubTrafficRow() {
        super(HubVolume.COLUMNS);
    }
}
