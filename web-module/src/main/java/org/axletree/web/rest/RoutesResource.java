package org.axletree.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Optional;
import java.util.Set;
import org.axletree.hub.delivery.BacklogWatch;
import org.axletree.hub.delivery.RouteDeliveries;
import org.axletree.hub.delivery.RouteTrials;
import org.axletree.hub.delivery.target.TargetTrial;
import org.axletree.hub.registry.listing.PageRequest;
import org.axletree.hub.registry.route.NewRoute;
import org.axletree.hub.registry.route.Route;
import org.axletree.hub.registry.route.RouteKinds;
import org.axletree.hub.registry.route.RouteQuery;
import org.axletree.hub.registry.route.RouteService;

/** {@code /routes} of the management API. */
@RequestScoped
@Path("regions/{region}/routes")
@Produces(MediaType.APPLICATION_JSON)
public class RoutesResource {
    static final Set<String> FILTERS = Set.of("name", "hub_id");

    @PathParam("region")
    private String region;

    @Context
    private UriInfo uri;

    @Inject
    private RouteService routes;

    @Inject
    private RouteKinds kinds;

    @Inject
    private RouteDeliveries deliveries;

    @Inject
    private RouteTrials trials;

    @Inject
    private BacklogWatch backlogs;

    @GET
    public String list() {
        QueryArguments arguments = QueryArguments.ofList(uri, FILTERS);
        PageRequest page = arguments.page();
        arguments.done();
        RouteQuery query = new RouteQuery(region, arguments.text("hub_id"), arguments.text("name"));
        return PageJson.of(
                        "routes",
                        routes.list(query, page),
                        route -> RouteJson.inList(route, deliveries.statusOf(route)))
                .toString();
    }

    @POST
    public String create(InputStream body) {
        JsonBody json = JsonBody.read(body, RouteJson.newFields(kinds));
        return answer(routes.create(RouteJson.newRoute(region, json, kinds)));
    }

    @GET
    @Path("{route_id}")
    public String get(@PathParam("route_id") String routeId) {
        return answer(routes.get(region, routeId));
    }

    @PATCH
    @Path("{route_id}")
    public String update(@PathParam("route_id") String routeId, InputStream body) {
        JsonBody json = JsonBody.read(body, RouteJson.patchFields(kinds));
        return answer(routes.update(region, routeId, RouteJson.patch(json, kinds)));
    }

    @DELETE
    @Path("{route_id}")
    public void delete(@PathParam("route_id") String routeId) {
        QueryArguments.none(uri);
        routes.delete(region, routeId);
    }

    @POST
    @Path("{route_id}/pause")
    public String pause(@PathParam("route_id") String routeId, InputStream body) {
        JsonBody.readNone(body);
        return answer(routes.pause(region, routeId, true));
    }

    @POST
    @Path("{route_id}/resume")
    public String resume(@PathParam("route_id") String routeId, InputStream body) {
        JsonBody.readNone(body);
        return answer(routes.pause(region, routeId, false));
    }

    @POST
    @Path("{route_id}/test")
    public String test(@PathParam("route_id") String routeId, InputStream body) {
        JsonBody.readNone(body);
        return RouteJson.trial(trials.trialOf(region, routeId)).toString();
    }

    /** Of a route that might be created. */
    @POST
    @Path("test")
    public String testNew(InputStream body) {
        QueryArguments arguments = new QueryArguments(uri.getQueryParameters(), Set.of("check_only"));
        boolean checkOnly = arguments.flag("check_only").orElse(false);
        arguments.done();
        NewRoute route = RouteJson.newRoute(region, JsonBody.read(body, RouteJson.newFields(kinds)), kinds);
        if (checkOnly) {
            trials.check(route);
        }
        return RouteJson.trial(checkOnly ? new TargetTrial(Optional.empty(), "") : trials.trialOf(route))
                .toString();
    }

    private String answer(Route route) {
        return RouteJson.of(
                        route, kinds.find(route.kind()).orElseThrow(), deliveries.statusOf(route), backlogs.of(route))
                .toString();
    }
}
