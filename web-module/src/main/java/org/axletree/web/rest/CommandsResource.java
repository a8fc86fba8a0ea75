package org.axletree.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import org.axletree.hub.command.Commands;
import org.axletree.hub.registry.command.CommandLedger;
import org.axletree.hub.registry.device.DeviceService;

/** {@code /devices/{id}/commands} of the management API, Axletree's own: one way to tell any device something. */
@RequestScoped
@Path("regions/{region}/devices/{device_id}/commands")
@Produces(MediaType.APPLICATION_JSON)
public class CommandsResource {
    @PathParam("region")
    private String region;

    @PathParam("device_id")
    private String deviceId;

    @Context
    private UriInfo uri;

    @Inject
    private Commands commands;

    @Inject
    private CommandLedger ledger;

    @Inject
    private DeviceService devices;

    @POST
    public String send(InputStream body) {
        return CommandJson.of(
                        commands.send(region, deviceId, CommandJson.wish(JsonBody.read(body, CommandJson.FIELDS))))
                .toString();
    }

    @GET
    public String list() {
        String device = devices.get(region, deviceId).id();
        return PageJson.of("commands", ledger.list(device, QueryArguments.pageAlone(uri)), CommandJson::of)
                .toString();
    }

    @GET
    @Path("{command_id}")
    public String get(@PathParam("command_id") String commandId) {
        QueryArguments.none(uri);
        return CommandJson.of(ledger.get(devices.get(region, deviceId).id(), commandId))
                .toString();
    }
}
