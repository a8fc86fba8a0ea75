package org.axletree.hub.dialect.azure.provisioning;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.axletree.hub.registry.credential.CredentialKind;
import org.axletree.hub.registry.enrollment.AssignedDevice;
import org.axletree.hub.registry.enrollment.Enrollment;

/** What became of somebody who asked for a hub, in Azure's words. */
public final class RegistrationJson {
    private RegistrationJson() {}

    /** @param host host name of the hub */
    public static JsonObject of(Enrollment enrollment, AssignedDevice assigned, String host) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("registrationId", assigned.registrationId())
                .add("createdDateTimeUtc", assigned.createdAt().toString())
                .add("assignedHub", host)
                .add("deviceId", assigned.deviceName())
                .add("status", "assigned")
                .add("substatus", assigned.substatus())
                .add("lastUpdatedDateTimeUtc", assigned.updatedAt().toString())
                .add("etag", etag(assigned.revision()));
        if (enrollment.ofGroup()) {
            boolean byKey = enrollment.attestation().credential().kind() == CredentialKind.SECRET;
            json.add(
                    byKey ? "symmetricKey" : "x509",
                    Json.createObjectBuilder().add("enrollmentGroupId", enrollment.name()));
        }
        return json.build();
    }

    private static String etag(long revision) {
        return Base64.getEncoder()
                .encodeToString(
                        ByteBuffer.allocate(Long.BYTES).putLong(revision).array());
    }
}
