package org.axletree.hub.registry.network;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.axletree.hub.registry.hub.OfHub;

/** A network as it is listed, those among them that every hub has. A view: for reading only. */
@Entity
@Table(name = "listed_network")
class ListedNetworkRow implements OfHub {
    @Id
    String id;

    @Column(name = "hub_id")
    String hubId;

    String region;
    String name;

    @Enumerated(EnumType.STRING)
    NetworkType type;

    @Column(name = "topic_prefix")
    String topicPrefix;

    @Column(name = "topic_template")
    String topicTemplate;

    @Column(name = "created_at")
    long createdAt;

    @Override
    public String hubId() {
        return hubId;
    }

    @Override
    public String region() {
        return region;
    }

    Network toNetwork() {
        return new Network(id, hubId, region, name, type, topicPrefix, topicTemplate, Instant.ofEpochMilli(createdAt));
    }
}
