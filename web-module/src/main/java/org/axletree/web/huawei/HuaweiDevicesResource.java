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
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.huawei.HuaweiDeviceService;
import org.axletree.hub.registry.huawei.HuaweiQuery;
import org.axletree.web.rest.JsonBody;

/** {@code /devices} of Huawei's API: registering and listing. */
@RequestScoped
@Path("{project_id}/devices")
@Produces(MediaType.APPLICATION_JSON)
public class HuaweiDevicesResource {
    private static final int STANDARD_LIMIT = 10;
    private static final int HIGHEST_LIMIT = 50;
    /** What Huawei's SDKs send for "from the beginning". */
    private static final String FIRST_MARKER = "ffffffffffffffffffffffff";

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
        HuaweiQuery query = new HuaweiQuery(
                filled(productId),
                filled(gatewayId),
                filled(nodeId),
                filled(deviceName),
                filled(marker).filter(last -> !last.equals(FIRST_MARKER)).orElse(""),
                limit(limit));
        return HuaweiDeviceJson.page(devices.list(Instance.of(projectId, headers), filled(appId), query))
                .toString();
    }

    private static Optional<String> filled(String text) {
        return Optional.ofNullable(text).filter(given -> !given.isEmpty());
    }

    private static int limit(String text) {
        if (text == null || text.isEmpty()) {
            return STANDARD_LIMIT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= HIGHEST_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException none) {
            // Said below, like a number out of bounds.
        }
        throw ProblemException.invalid(
                "limit", "constraint", Problem.shown(text) + " (expected: 1 to " + HIGHEST_LIMIT + ")");
    }
}
