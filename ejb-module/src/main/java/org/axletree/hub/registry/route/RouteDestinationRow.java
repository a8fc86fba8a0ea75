package org.axletree.hub.registry.route;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Which hub a destination belongs to. It outlives the route and the hub, as what lies in the destination does. */
@Entity
@Table(name = "route_destination")
class RouteDestinationRow {
    @Id
    String destination;

    @Column(name = "hub_id")
    String hubId;

    @Column(name = "claimed_at")
    long claimedAt;
}
