package org.axletree.web.huawei;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.axletree.hub.dialect.huawei.ReportedShadows;
import org.axletree.hub.dialect.huawei.ShadowJson;
import org.axletree.hub.registry.huawei.HuaweiDevice;
import org.axletree.hub.registry.huawei.HuaweiDeviceService;
import org.axletree.hub.registry.huawei.HuaweiShadowService;
import org.axletree.hub.registry.huawei.ServiceProperties;
import org.axletree.web.rest.JsonBody;

/** The shadow of a device in Huawei's API. */
@RequestScoped
@Path("{project_id}/devices/{device_id}/shadow")
@Produces(MediaType.APPLICATION_JSON)
public class HuaweiShadowResource {
    private static final int MOST_SERVICES = 50;

    @PathParam("project_id")
    private String projectId;

    @PathParam("device_id")
    private String deviceId;

    @Context
    private HttpHeaders headers;

    @Inject
    private HuaweiDeviceService devices;

    @Inject
    private HuaweiShadowService shadows;

    @Inject
    private ReportedShadows reported;

    private record Wish(ServiceProperties properties, OptionalLong version) {}

    @GET
    public String get() {
        return shadow(device());
    }

    @PUT
    public String want(InputStream body) {
        JsonBody json = JsonBody.readKnown(body);
        List<Wish> wishes = new ArrayList<>();
        List<JsonBody> services = json.knownObjects("shadow");
        if (services.isEmpty() || services.size() > MOST_SERVICES) {
            json.problem("shadow", "constraint", services.size() + " services (expected: 1 to " + MOST_SERVICES + ")");
        }
        for (JsonBody service : services) {
            wishes.add(new Wish(
                    new ServiceProperties(
                            service.requiredText("service_id"),
                            service.anyObject("desired").orElse(JsonObject.EMPTY_JSON_OBJECT),
                            Instant.now()),
                    version(service.count("version"))));
        }
        json.done();
        HuaweiDevice device = device();
        wishes.forEach(wish -> shadows.want(device.device().id(), wish.properties(), wish.version()));
        return shadow(device);
    }

    private static OptionalLong version(Optional<Long> version) {
        return version.map(OptionalLong::of).orElse(OptionalLong.empty());
    }

    private String shadow(HuaweiDevice device) {
        reported.write(); // what the device said before this was asked
        JsonArrayBuilder services = Json.createArrayBuilder();
        shadows.of(device.device().id()).forEach(shadow -> services.add(ShadowJson.of(shadow)));
        return Json.createObjectBuilder()
                .add("device_id", device.id())
                .add("shadow", services)
                .build()
                .toString();
    }

    private HuaweiDevice device() {
        return devices.get(Instance.of(projectId, headers), deviceId);
    }
}
