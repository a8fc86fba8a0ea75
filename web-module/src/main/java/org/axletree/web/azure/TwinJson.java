package org.axletree.web.azure;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import org.axletree.hub.registry.azure.AzureIdentity;
import org.axletree.hub.registry.azure.AzureTwin;

/** Twins in Azure's words. */
final class TwinJson {
    private TwinJson() {}

    static JsonObject of(AzureTwin twin) {
        AzureIdentity identity = twin.identity();
        JsonObjectBuilder json = Json.createObjectBuilder().add("deviceId", identity.deviceName());
        if (!identity.moduleName().isEmpty()) {
            json.add("moduleId", identity.moduleName());
        }
        return json.add("etag", Etag.of(twin.version()))
                .add("deviceEtag", Etag.of(identity.revision()))
                .add("status", identity.device().enabled() ? "enabled" : "disabled")
                .add("statusReason", identity.statusReason())
                .add("statusUpdateTime", IdentityJson.time(identity.statusUpdatedAt()))
                .add("connectionState", identity.device().connected() ? "Connected" : "Disconnected")
                .add("lastActivityTime", IdentityJson.time(identity.device().lastActivityAt()))
                .add("cloudToDeviceMessageCount", identity.waitingMessages())
                .add(
                        "authenticationType",
                        IdentityJson.authenticationType(identity.credential().kind()))
                .add("x509Thumbprint", IdentityJson.thumbprints(identity.credential()))
                .add("modelId", "")
                .add("version", twin.version())
                .add("tags", twin.tags())
                .add(
                        "properties",
                        Json.createObjectBuilder()
                                .add("desired", part(twin.desired(), twin.desiredVersion(), twin.desiredUpdatedAt()))
                                .add(
                                        "reported",
                                        part(twin.reported(), twin.reportedVersion(), twin.reportedUpdatedAt())))
                .add("capabilities", Json.createObjectBuilder().add("iotEdge", identity.iotEdge()))
                .build();
    }

    private static JsonObjectBuilder part(JsonObject properties, long version, Instant updatedAt) {
        return Json.createObjectBuilder(properties)
                .add("$metadata", Json.createObjectBuilder().add("$lastUpdated", updatedAt.toString()))
                .add("$version", version);
    }
}
