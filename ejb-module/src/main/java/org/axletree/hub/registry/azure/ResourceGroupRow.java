package org.axletree.hub.registry.azure;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A resource group: a name under which hubs stand, which is their project. */
@Entity
@Table(name = "resource_group")
class ResourceGroupRow {
    @Id
    String name;

    String location;
    String tags;

    @Column(name = "created_at")
    long createdAt;
}
