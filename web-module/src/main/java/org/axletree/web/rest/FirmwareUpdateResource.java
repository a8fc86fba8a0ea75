package org.axletree.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.axletree.hub.registry.firmware.FirmwareService;

/** {@code /devices/…/firmware}: the update of an LwM2M device's firmware. */
@RequestScoped
@Path("regions/{region}/devices/{device_id}/firmware")
@Produces(MediaType.APPLICATION_JSON)
public class FirmwareUpdateResource {
    @PathParam("region")
    private String region;

    @PathParam("device_id")
    private String deviceId;

    @Inject
    private FirmwareService firmware;

    /** Begins an update; the answer does not wait for it. */
    @POST
    public String start(InputStream body) {
        JsonBody json = JsonBody.read(body, FirmwareJson.START_FIELDS);
        String imageId = json.requiredText("firmware_id");
        String transfer = json.text("transfer").orElse("push");
        if (!FirmwareJson.TRANSFERS.containsKey(transfer)) {
            json.problem("transfer", "unknown", "(expected: push, coap or https)");
        }
        json.done();
        return FirmwareJson.of(firmware.start(region, deviceId, imageId, FirmwareJson.TRANSFERS.get(transfer)))
                .toString();
    }

    @GET
    public String get() {
        return FirmwareJson.of(firmware.update(region, deviceId)).toString();
    }
}
