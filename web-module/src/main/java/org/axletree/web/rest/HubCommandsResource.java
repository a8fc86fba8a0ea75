package org.axletree.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.axletree.hub.registry.command.CommandLedger;
import org.axletree.hub.registry.hub.HubService;

/** {@code /hubs/{hub_id}/commands} of the management API, Axletree's own: what was told to any device of a hub. */
@RequestScoped
@Path("regions/{region}/hubs/{hub_id}/commands")
@Produces(MediaType.APPLICATION_JSON)
public class HubCommandsResource {
    @PathParam("region")
    private String region;

    @PathParam("hub_id")
    private String hubId;

    @Context
    private UriInfo uri;

    @Inject
    private CommandLedger ledger;

    @Inject
    private HubService hubs;

    @GET
    public String list() {
        String hub = hubs.get(region, hubId).id();
        return PageJson.of("commands", ledger.listOfHub(hub, QueryArguments.pageAlone(uri)), CommandJson::of)
                .toString();
    }
}
