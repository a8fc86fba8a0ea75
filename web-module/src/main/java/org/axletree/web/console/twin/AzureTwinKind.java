package org.axletree.web.console.twin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.axletree.hub.dialect.azure.DesiredProperties;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.azure.AzureIdentityService;
import org.axletree.hub.registry.azure.AzureTwin;
import org.axletree.hub.registry.azure.AzureTwinService;
import org.axletree.hub.registry.azure.HubPlace;
import org.axletree.hub.registry.azure.TwinPatch;
import org.axletree.hub.registry.device.Device;
import org.axletree.web.console.Texts;

/** Tags and desired properties, which the owner writes, and reported properties, which the device does. */
@ApplicationScoped
class AzureTwinKind implements TwinKind {
    private static final String TAGS = "tags";
    private static final String DESIRED = "desired";
    private static final String REPORTED = "reported";

    @Inject
    private AzureTwinService twins;

    @Inject
    private DesiredProperties desired;

    @Override
    public String dialect() {
        return AzureIdentityService.DIALECT;
    }

    @Override
    public boolean hasDocuments() {
        return false;
    }

    @Override
    public List<TwinPart> parts(Device device) {
        AzureTwin twin = twins.get(place(device), device.name());
        return List.of(
                TwinPart.of(DESIRED, twin.desired(), twin.version(), Optional.of(twin.desiredUpdatedAt()), true, false),
                TwinPart.of(
                        REPORTED,
                        twin.reported(),
                        twin.reportedVersion(),
                        Optional.of(twin.reportedUpdatedAt()),
                        false,
                        false),
                TwinPart.of(TAGS, twin.tags(), twin.version(), Optional.empty(), true, false));
    }

    @Override
    public void put(Device device, String part, JsonObject content, long version) {
        if (!part.equals(TAGS) && !part.equals(DESIRED)) {
            throw ProblemException.invalid("part", "constraint", Texts.of("problem.devices.part"));
        }
        desired.change(
                place(device),
                device.name(),
                new TwinPatch(
                        Optional.of(content).filter(any -> part.equals(TAGS)),
                        Optional.of(content).filter(any -> part.equals(DESIRED)),
                        true,
                        OptionalLong.of(version)));
    }

    @Override
    public void delete(Device device, String part) {
        throw new ProblemException(new Problem.NotFound("document", part));
    }

    private static HubPlace place(Device device) {
        return new HubPlace(device.region(), device.hubId());
    }
}
