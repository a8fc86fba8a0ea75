package org.axletree.hub.registry.enrollment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.util.Objects;

/** Which device somebody became that came by an enrolment. Written by devices: not audited, unlike the device itself. */
@Entity
@Table(name = "enrollment_registration")
@IdClass(RegistrationRow.Key.class)
public class RegistrationRow {
    @Id
    @Column(name = "enrollment_id")
    String enrollmentId;

    @Id
    @Column(name = "registration_id")
    String registrationId;

    @Version
    long revision;

    @Column(name = "hub_id")
    String hubId;

    @Column(name = "device_name")
    String deviceName;

    String substatus;

    @Column(name = "operation_id")
    String operationId;

    @Column(name = "created_at")
    long createdAt;

    @Column(name = "updated_at")
    long updatedAt;

    /** What tells registrations apart. */
    public static class Key implements Serializable {
        private static final long serialVersionUID = 1L;

        String enrollmentId;
        String registrationId;

        /** For JPA. */
        public Key() {}

        Key(String enrollmentId, String registrationId) {
            this.enrollmentId = enrollmentId;
            this.registrationId = registrationId;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key
                    && key.enrollmentId.equals(enrollmentId)
                    && key.registrationId.equals(registrationId);
        }

        @Override
        public int hashCode() {
            return Objects.hash(enrollmentId, registrationId);
        }
    }
}
