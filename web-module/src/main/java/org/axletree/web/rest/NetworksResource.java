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
import java.util.Set;
import org.axletree.hub.registry.listing.PageRequest;
import org.axletree.hub.registry.network.NetworkQuery;
import org.axletree.hub.registry.network.NetworkService;
import org.axletree.hub.settings.HubSettings;

/** {@code /networks} of the management API. */
@RequestScoped
@Path("regions/{region}/networks")
@Produces(MediaType.APPLICATION_JSON)
public class NetworksResource {
    static final Set<String> FILTERS = Set.of("name", "hub_id", "topic_prefix");

    @PathParam("region")
    private String region;

    @Context
    private UriInfo uri;

    @Inject
    private NetworkService networks;

    @Inject
    private HubSettings settings;

    @GET
    public String list() {
        QueryArguments arguments = QueryArguments.ofList(uri, FILTERS);
        PageRequest page = arguments.page();
        arguments.done();
        NetworkQuery query = new NetworkQuery(
                region, arguments.text("hub_id"), arguments.text("name"), arguments.text("topic_prefix"));
        NetworkEndpoints endpoints = endpoints();
        return PageJson.of("networks", networks.list(query, page), network -> NetworkJson.of(network, endpoints))
                .toString();
    }

    @POST
    public String create(InputStream body) {
        return NetworkJson.of(
                        networks.create(NetworkJson.newNetwork(region, JsonBody.read(body, NetworkJson.NEW_FIELDS))),
                        endpoints())
                .toString();
    }

    @GET
    @Path("{network_id}")
    public String get(@PathParam("network_id") String networkId) {
        return NetworkJson.of(networks.get(region, networkId), endpoints()).toString();
    }

    @DELETE
    @Path("{network_id}")
    public void delete(@PathParam("network_id") String networkId) {
        QueryArguments.none(uri);
        networks.delete(region, networkId);
    }

    @POST
    @Path("{network_id}/renew-secret")
    public String renewSecret(@PathParam("network_id") String networkId, InputStream body) {
        JsonBody.readNone(body);
        return NetworkJson.of(networks.renewSecret(region, networkId), endpoints())
                .toString();
    }

    private NetworkEndpoints endpoints() {
        return new NetworkEndpoints(
                settings.hostNames().get(0), settings.mqttsPort(), settings.wssPort(), settings.httpsPort());
    }
}
