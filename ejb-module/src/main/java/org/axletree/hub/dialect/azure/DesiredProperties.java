package org.axletree.hub.dialect.azure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import org.axletree.core.message.HubMessage;
import org.axletree.core.message.Qos;
import org.axletree.hub.door.Doors;
import org.axletree.hub.registry.azure.AzureTwin;
import org.axletree.hub.registry.azure.AzureTwinService;
import org.axletree.hub.registry.azure.HubPlace;
import org.axletree.hub.registry.azure.TwinPatch;

/** Changes twins, and tells the device what its owner desires. A device that is away reads it when it is back. */
@ApplicationScoped
public class DesiredProperties {
    private AzureTwinService twins;
    private Doors doors;

    /** For the container's proxy. */
    protected DesiredProperties() {}

    @Inject
    public DesiredProperties(AzureTwinService twins, Doors doors) {
        this.twins = twins;
        this.doors = doors;
    }

    public AzureTwin change(HubPlace hub, String name, TwinPatch patch) {
        AzureTwin twin = twins.change(hub, name, patch);
        patch.desired().ifPresent(desired -> tell(hub, twin, patch.whole() ? twin.desired() : desired));
        return twin;
    }

    private void tell(HubPlace hub, AzureTwin twin, JsonObject change) {
        String payload = Json.createObjectBuilder(change)
                .add("$version", twin.desiredVersion())
                .build()
                .toString();
        doors.tell(
                hub.hubId(),
                twin.identity().device().id(),
                new HubMessage(
                        "$iothub/twin/PATCH/properties/desired/?$version=" + twin.desiredVersion(),
                        Qos.AT_LEAST_ONCE,
                        false,
                        System.currentTimeMillis(),
                        payload.getBytes(StandardCharsets.UTF_8)));
    }
}
