package org.axletree.web.console.twin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.axletree.hub.dialect.huawei.ReportedShadows;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.huawei.HuaweiDeviceService;
import org.axletree.hub.registry.huawei.HuaweiShadow;
import org.axletree.hub.registry.huawei.HuaweiShadowService;
import org.axletree.hub.registry.huawei.ServiceProperties;

/** A shadow: of each service what the owner wants, and what the device reported. */
@ApplicationScoped
class HuaweiShadowKind implements TwinKind {
    private static final String REPORTED = " · reported";

    @Inject
    private HuaweiShadowService shadows;

    @Inject
    private ReportedShadows reported;

    @Override
    public String dialect() {
        return HuaweiDeviceService.DIALECT;
    }

    @Override
    public boolean hasDocuments() {
        return true;
    }

    @Override
    public List<TwinPart> parts(Device device) {
        reported.write(); // what the device said before somebody looked
        return shadows.of(device.id()).stream().flatMap(HuaweiShadowKind::parts).toList();
    }

    private static Stream<TwinPart> parts(HuaweiShadow shadow) {
        return Stream.of(
                TwinPart.of(shadow.serviceId(), shadow.desired(), shadow.version(), shadow.desiredAt(), true, false),
                TwinPart.of(shadow.serviceId() + REPORTED, shadow.reported(), 0, shadow.reportedAt(), false, false));
    }

    /** What is wanted no more is taken away: a service's properties are merged. */
    @Override
    public void put(Device device, String part, JsonObject content, long version) {
        JsonObjectBuilder wanted = Json.createObjectBuilder(content);
        shadows.of(device.id()).stream()
                .filter(shadow -> shadow.serviceId().equals(part))
                .flatMap(shadow -> shadow.desired().keySet().stream())
                .filter(name -> !content.containsKey(name))
                .forEach(wanted::addNull);
        shadows.want(device.id(), new ServiceProperties(part, wanted.build(), Instant.now()), OptionalLong.of(version));
    }

    @Override
    public void delete(Device device, String part) {
        throw new ProblemException(new Problem.NotFound("service", part));
    }
}
