package org.axletree.hub.registry.azure;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** What Azure's API knows of a hub besides what every hub has. */
@Entity
@Table(name = "azure_hub")
class AzureHubRow {
    @Id
    @Column(name = "hub_id")
    String hubId;

    @Version
    long revision;

    String location;
    String sku;
    int capacity;

    @Column(name = "partition_count")
    int partitionCount;

    @Column(name = "max_delivery_count")
    int maxDeliveryCount;

    @Column(name = "default_ttl_seconds")
    int defaultTtlSeconds;

    String tags;
}
