package org.axletree.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.axletree.hub.delivery.DeadLetterService;
import org.axletree.hub.registry.listing.PageRequest;

/** {@code /routes/{route_id}/dead-letters} of the management API. */
@RequestScoped
@Path("regions/{region}/routes/{route_id}/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
public class DeadLettersResource {
    @PathParam("region")
    private String region;

    @PathParam("route_id")
    private String routeId;

    @Context
    private UriInfo uri;

    @Inject
    private DeadLetterService letters;

    @GET
    public String list() {
        QueryArguments arguments = new QueryArguments(uri.getQueryParameters(), QueryArguments.PAGE);
        PageRequest page = arguments.page();
        arguments.done();
        return PageJson.of("dead_letters", letters.list(region, routeId, page), DeadLetterJson::of)
                .toString();
    }

    @POST
    @Path("replay")
    public String replay(InputStream body) {
        JsonBody json = JsonBody.read(body, Set.of("ids"));
        List<String> ids = json.texts("ids");
        Optional<Set<String>> chosen = json.has("ids") ? Optional.of(new HashSet<>(ids)) : Optional.empty();
        json.done();
        return Json.createObjectBuilder()
                .add("replayed", letters.replay(region, routeId, chosen))
                .build()
                .toString();
    }

    @DELETE
    public void deleteAll() {
        QueryArguments.none(uri);
        letters.deleteAll(region, routeId);
    }

    @DELETE
    @Path("{letter_id}")
    public void delete(@PathParam("letter_id") String letterId) {
        QueryArguments.none(uri);
        letters.delete(region, routeId, letterId);
    }
}
