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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.axletree.core.door.SessionState;
import org.axletree.hub.registry.listing.Page;
import org.axletree.hub.session.DeviceSessions;

/** {@code /devices/…/sessions} of the management API, Axletree's own: what a device hears, what waits for it, and its end. */
@RequestScoped
@Path("regions/{region}/devices/{device_id}/sessions")
@Produces(MediaType.APPLICATION_JSON)
public class SessionsResource {
    static final Set<String> FIELDS = Set.of("client_id");

    @PathParam("region")
    private String region;

    @PathParam("device_id")
    private String deviceId;

    @Context
    private UriInfo uri;

    @Inject
    private DeviceSessions sessions;

    @GET
    public String list() {
        QueryArguments.none(uri);
        List<SessionState> all = sessions.of(region, deviceId);
        return PageJson.of("sessions", new Page<>(all.size(), all), SessionJson::of)
                .toString();
    }

    /** Closes connections; the sessions wait for their device as if it had gone. */
    @POST
    @Path("disconnect")
    public String disconnect(InputStream body) {
        JsonBody json = JsonBody.read(body, FIELDS);
        Optional<String> clientId = json.text("client_id");
        json.done();
        return SessionJson.closed(sessions.disconnect(region, deviceId, clientId))
                .toString();
    }

    /** Ends sessions, with their connections and all that waits in them. */
    @DELETE
    public String end() {
        QueryArguments arguments = new QueryArguments(uri.getQueryParameters(), FIELDS);
        Optional<String> clientId = arguments.text("client_id");
        arguments.done();
        return SessionJson.closed(sessions.end(region, deviceId, clientId)).toString();
    }
}
