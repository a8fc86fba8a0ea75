package org.axletree.web.huawei;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Optional;
import org.axletree.hub.dialect.huawei.GatewayNotices;
import org.axletree.hub.dialect.huawei.HuaweiFilters;
import org.axletree.hub.registry.huawei.HuaweiDeviceService;
import org.axletree.hub.registry.huawei.HuaweiQuery;
import org.axletree.web.rest.JsonBody;

/** {@code /devices} of Huawei's API: registering and listing. */
@RequestScoped
@Path("{project_id}/devices")
@Produces(MediaType.APPLICATION_JSON)
public class HuaweiDevicesResource {
    @PathParam("project_id")
    private String projectId;

    @Context
    private HttpHeaders headers;

    @Inject
    private HuaweiDeviceService devices;

    @Inject
    private GatewayNotices gateways;

    @POST
    public Response create(InputStream body) {
        HuaweiDeviceService.Registered registered = devices.create(
                Instance.of(projectId, headers),
                HuaweiDeviceJson.newDevice(JsonBody.readKnown(body)),
                HuaweiFilters.OWN_TOPICS);
        gateways.added(registered.device());
        return Response.status(Response.Status.CREATED)
                .entity(HuaweiDeviceJson.of(registered).toString())
                .build();
    }

    @GET
    public String list(
            @QueryParam("product_id") String productId,
            @QueryParam("gateway_id") String gatewayId,
            @QueryParam("node_id") String nodeId,
            @QueryParam("device_name") String deviceName,
            @QueryParam("app_id") String appId,
            @QueryParam("marker") String marker,
            @QueryParam("limit") String limit) {
        HuaweiPage page = HuaweiPage.of(marker, limit);
        HuaweiQuery query = new HuaweiQuery(
                filled(productId), filled(gatewayId), filled(nodeId), filled(deviceName), page.marker(), page.limit());
        return HuaweiDeviceJson.page(devices.list(Instance.of(projectId, headers), filled(appId), query))
                .toString();
    }

    private static Optional<String> filled(String text) {
        return Optional.ofNullable(text).filter(given -> !given.isEmpty());
    }
}
