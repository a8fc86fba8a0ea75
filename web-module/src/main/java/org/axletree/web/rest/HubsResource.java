package org.axletree.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
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
import java.util.Set;
import java.util.TreeSet;
import org.axletree.hub.registry.hub.AuthorityService;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.hub.HubQuery;
import org.axletree.hub.registry.hub.HubService;
import org.axletree.hub.registry.journal.EventJournal;
import org.axletree.hub.registry.journal.EventQuery;
import org.axletree.hub.registry.listing.PageRequest;
import org.axletree.hub.registry.metrics.MetricsLedger;
import org.axletree.hub.settings.HubSettings;

/** {@code /hubs} of the management API. */
@RequestScoped
@Path("regions/{region}/hubs")
@Produces(MediaType.APPLICATION_JSON)
public class HubsResource {
    static final Set<String> FILTERS = Set.of("name", "project_id", "organization_id");
    static final Set<String> EVENT_ARGUMENTS =
            Set.of("page", "page_size", "severity", "device_id", "reason", "start_date", "end_date");
    static final Set<String> DELETED_FIELDS = Set.of("hub_ids", "delete_devices");
    static final Set<String> AUTHORITY_FIELDS = Set.of("ca_cert_pem", "challenge_cert_pem");

    @PathParam("region")
    private String region;

    @Context
    private UriInfo uri;

    @Inject
    private HubService hubs;

    @Inject
    private AuthorityService authorities;

    @Inject
    private HubSettings settings;

    @Inject
    private EventJournal journal;

    @Inject
    private MetricsLedger ledger;

    @GET
    public String list() {
        QueryArguments arguments = QueryArguments.ofList(uri, FILTERS);
        PageRequest page = arguments.page();
        arguments.done();
        HubQuery query = new HubQuery(
                region, arguments.text("name"), arguments.text("project_id"), arguments.text("organization_id"));
        return PageJson.of("hubs", hubs.list(query, page), this::json).toString();
    }

    @POST
    public String create(InputStream body) {
        return answer(hubs.create(HubJson.newHub(region, JsonBody.read(body, HubJson.NEW_FIELDS))));
    }

    @GET
    @Path("{hub_id}")
    public String get(@PathParam("hub_id") String hubId) {
        return answer(hubs.get(region, hubId));
    }

    @PATCH
    @Path("{hub_id}")
    public String update(@PathParam("hub_id") String hubId, InputStream body) {
        return answer(hubs.update(region, hubId, HubJson.patch(JsonBody.read(body, HubJson.PATCH_FIELDS))));
    }

    @DELETE
    @Path("{hub_id}")
    public void delete(@PathParam("hub_id") String hubId) {
        QueryArguments arguments = new QueryArguments(uri.getQueryParameters(), Set.of("delete_devices"));
        boolean deleteDevices = arguments.flag("delete_devices").orElse(false);
        arguments.done();
        hubs.delete(region, hubId, deleteDevices);
    }

    /** Several at once: all of them or none (scaleway.md A9). */
    @POST
    @Path("delete")
    public void deleteSeveral(InputStream stream) {
        JsonBody body = JsonBody.read(stream, DELETED_FIELDS);
        Set<String> hubIds = new TreeSet<>(body.texts("hub_ids"));
        boolean deleteDevices = body.flag("delete_devices").orElse(false);
        body.done();
        hubs.delete(region, hubIds, deleteDevices);
    }

    @POST
    @Path("{hub_id}/enable")
    public String enable(@PathParam("hub_id") String hubId, InputStream body) {
        JsonBody.readNone(body);
        return answer(hubs.enable(region, hubId));
    }

    @POST
    @Path("{hub_id}/disable")
    public String disable(@PathParam("hub_id") String hubId, InputStream body) {
        JsonBody.readNone(body);
        return answer(hubs.disable(region, hubId));
    }

    /** Has an authority of the owner's vouch for the hub's devices; a second certificate proves that the owner has its key. */
    @POST
    @Path("{hub_id}/ca")
    public String bringAuthority(@PathParam("hub_id") String hubId, InputStream stream) {
        JsonBody body = JsonBody.read(stream, AUTHORITY_FIELDS);
        String authority = body.requiredText("ca_cert_pem");
        String proof = body.requiredText("challenge_cert_pem");
        body.done();
        authorities.bring(region, hubId, authority, proof);
        return answer(hubs.get(region, hubId));
    }

    @GET
    @Path("{hub_id}/ca")
    public String authority(@PathParam("hub_id") String hubId) {
        return Json.createObjectBuilder()
                .add("ca_cert_pem", hubs.authorityCertificate(region, hubId))
                .build()
                .toString();
    }

    /** What was refused, dropped and closed lately, newest first: the answer to "why was it refused?". */
    @GET
    @Path("{hub_id}/events")
    public String events(@PathParam("hub_id") String hubId) {
        QueryArguments arguments = new QueryArguments(uri.getQueryParameters(), EVENT_ARGUMENTS);
        PageRequest page = arguments.page();
        EventQuery query = new EventQuery(
                arguments.text("severity"),
                arguments.text("device_id"),
                arguments.text("reason"),
                arguments.time("start_date"),
                arguments.time("end_date"));
        arguments.done();
        return EventJson.page(journal.ofHub(region, hubId, query, page)).toString();
    }

    /** How many packets, and how many devices were active, lately. */
    @GET
    @Path("{hub_id}/metrics")
    public String metrics(@PathParam("hub_id") String hubId) {
        return MetricsJson.of(ledger.ofHub(region, hubId, MetricsJson.start(uri)))
                .toString();
    }

    private String answer(Hub hub) {
        return json(hub).toString();
    }

    private JsonObject json(Hub hub) {
        return HubJson.of(hub, settings.hostNames().get(0));
    }
}
