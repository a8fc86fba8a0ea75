package org.axletree.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
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
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.StoredText;
import org.axletree.hub.registry.fleet.Arrivals;
import org.axletree.hub.registry.fleet.FleetReport;
import org.axletree.hub.registry.fleet.FleetService;
import org.axletree.hub.registry.fleet.Origin;
import org.axletree.hub.registry.listing.PageRequest;

/** {@code /hubs/{id}/imports} of the management API: devices that move in, and which of them have arrived. */
@RequestScoped
@Path("regions/{region}/hubs/{hub_id}/imports")
@Produces(MediaType.APPLICATION_JSON)
public class ImportsResource {
    static final Set<String> FILTERS = Set.of("arrived");
    private static final int LONGEST_FILE = 255;

    @PathParam("region")
    private String region;

    @PathParam("hub_id")
    private String hubId;

    @Context
    private UriInfo uri;

    @Inject
    private FleetService fleets;

    @Inject
    private Arrivals arrivals;

    @POST
    public String take(InputStream body) {
        JsonBody json = JsonBody.read(body, ImportJson.FIELDS);
        boolean dryRun = json.flag("dry_run").orElse(false);
        if (!dryRun) {
            Caller.requireChange("device"); // whoever only reads has come as far as here, for a trial
        }
        String source = ImportJson.source(json);
        Optional<String> file = json.filledText("file");
        if (file.filter(name -> name.length() > LONGEST_FILE || !StoredText.isPossible(name))
                .isPresent()) {
            json.problem("file", "constraint", "was wrong (expected: at most " + LONGEST_FILE + " characters)");
        }
        ImportJson.Incoming incoming = ImportJson.devices(json);
        long before = json.count("devices_before").orElse(0L);
        json.done();
        FleetReport report = dryRun
                ? fleets.tryOut(region, hubId, incoming.devices(), before)
                : fleets.take(region, hubId, new Origin(source, file), incoming.devices());
        return ImportJson.of(report, incoming.unreadable()).toString();
    }

    @GET
    public String list() {
        QueryArguments arguments = QueryArguments.ofList(uri, FILTERS);
        PageRequest page = arguments.page();
        Optional<Boolean> arrived = arguments.flag("arrived");
        arguments.done();
        page.check();
        Arrivals.Status status = arrivals.status(region, hubId, arrived, page);
        Arrivals.Counts counts = status.counts();
        List<JsonObject> devices = status.devices().stream().map(ImportJson::of).toList();
        return Json.createObjectBuilder()
                .add("total_count", counts.of(arrived))
                .add("imported", counts.imported())
                .add("arrived", counts.arrived())
                .add("devices", Json.createArrayBuilder(devices))
                .build()
                .toString();
    }
}
