package org.axletree.hub.registry.twin;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.io.StringReader;
import java.util.Map;

/** A document of a twin in the database. Devices write it as well, so that it is state and no setting: not audited. */
@Entity
@Table(name = "twin_document")
class TwinDocumentRow {
    // Json's own methods look for the implementation each time, which takes longer than the reading.
    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    @Id
    String id;

    @Column(name = "device_id")
    String deviceId;

    String name;

    @Column(name = "document_version")
    long documentVersion;

    @Version
    int version;

    String data;

    @Column(name = "updated_at")
    long updatedAt;

    static String idOf(String deviceId, String name) {
        return deviceId + "/" + name;
    }

    JsonObject content() {
        try (JsonReader reader = READERS.createReader(new StringReader(data))) {
            return reader.readObject();
        }
    }

    TwinDocument toDocument() {
        return new TwinDocument(deviceId, name, documentVersion, content());
    }
}
