package org.axletree.hub.registry.firmware;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The content of an image in the database. */
@Entity
@Table(name = "firmware_content")
class FirmwareContentRow {
    @Id
    @Column(name = "image_id")
    String imageId;

    @Column(updatable = false)
    byte[] content;
}
