package org.axletree.hub.registry.device;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

/** A word by which a device is found in its hub. Written by {@link DeviceWords} alone, many at once. */
@Entity
@IdClass(DeviceWordRow.Key.class)
@Table(name = "device_word")
class DeviceWordRow {
    @Id
    @Column(name = "hub_id")
    String hubId;

    @Id
    String word;

    @Id
    @Column(name = "device_id")
    String deviceId;

    /** All of it. */
    static class Key implements Serializable {
        private static final long serialVersionUID = 1L;

        String hubId;
        String word;
        String deviceId;

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && key.hubId.equals(hubId)
                    && key.word.equals(word)
                    && key.deviceId.equals(deviceId);
        }

        @Override
        public int hashCode() {
            return word.hashCode() * 31 + deviceId.hashCode();
        }
    }
}
