package org.axletree.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Base64;
import java.util.Set;
import org.axletree.hub.registry.firmware.FirmwareService;

/** {@code /firmware}: images of firmware for LwM2M devices. */
@RequestScoped
@Path("regions/{region}/firmware")
@Produces(MediaType.APPLICATION_JSON)
public class FirmwareResource {
    @PathParam("region")
    private String region;

    @Context
    private UriInfo uri;

    @Inject
    private FirmwareService firmware;

    @POST
    public String upload(InputStream body) {
        JsonBody json = JsonBody.read(body, FirmwareJson.UPLOAD_FIELDS);
        String hubId = json.requiredText("hub_id");
        String name = json.requiredText("name");
        byte[] content = content(json);
        json.done();
        return FirmwareJson.of(firmware.upload(region, hubId, name, content)).toString();
    }

    private static byte[] content(JsonBody json) {
        try {
            return Base64.getDecoder().decode(json.requiredText("content"));
        } catch (IllegalArgumentException e) {
            json.problem("content", "format", "is no Base64 (expected: the image in Base64)");
            return new byte[0];
        }
    }

    @GET
    public String list() {
        QueryArguments arguments = new QueryArguments(uri.getQueryParameters(), Set.of("hub_id"));
        String hubId = arguments.requiredText("hub_id", "the id of a hub");
        arguments.done();
        return FirmwareJson.of(firmware.list(region, hubId)).toString();
    }

    @GET
    @Path("{firmware_id}")
    public String get(@PathParam("firmware_id") String imageId) {
        return FirmwareJson.of(firmware.get(region, imageId)).toString();
    }

    @DELETE
    @Path("{firmware_id}")
    public void delete(@PathParam("firmware_id") String imageId) {
        QueryArguments.none(uri);
        firmware.delete(region, imageId);
    }
}
