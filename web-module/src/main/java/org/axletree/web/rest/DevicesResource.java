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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.device.CertificateService;
import org.axletree.hub.registry.device.CreatedDevice;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.device.DeviceProofs;
import org.axletree.hub.registry.device.DeviceQuery;
import org.axletree.hub.registry.device.DeviceService;
import org.axletree.hub.registry.device.Proof;
import org.axletree.hub.registry.journal.EventJournal;
import org.axletree.hub.registry.listing.Page;
import org.axletree.hub.registry.listing.PageRequest;
import org.axletree.hub.registry.metrics.MetricsLedger;

/** {@code /devices} of the management API. */
@RequestScoped
@Path("regions/{region}/devices")
@Produces(MediaType.APPLICATION_JSON)
public class DevicesResource {
    static final Set<String> FILTERS =
            Set.of("name", "hub_id", "allow_insecure", "status", "search", "connected", "certificate_ends_before");

    @PathParam("region")
    private String region;

    @Context
    private UriInfo uri;

    @Inject
    private DeviceService devices;

    @Inject
    private EventJournal journal;

    @Inject
    private MetricsLedger ledger;

    @Inject
    private CertificateService certificates;

    @Inject
    private DeviceProofs proofs;

    @GET
    public String list() {
        QueryArguments arguments = QueryArguments.ofList(uri, FILTERS);
        PageRequest page = arguments.page();
        Optional<Boolean> allowInsecure = arguments.flag("allow_insecure");
        Optional<String> status = status(arguments);
        Optional<Boolean> connected = arguments.flag("connected");
        Optional<Instant> endsBefore = arguments.time("certificate_ends_before");
        arguments.done();
        DeviceQuery query = new DeviceQuery(
                region,
                arguments.text("hub_id"),
                arguments.text("name"),
                allowInsecure,
                status.map("enabled"::equals),
                arguments.text("search"),
                connected,
                endsBefore);
        Page<Device> found = status.filter("error"::equals).isPresent()
                ? new Page<>(0, List.of()) // no device of this hub is ever in that state
                : devices.list(query, page);
        Map<String, Proof> proved = proofs.withPasswordsFirst(found.items());
        return PageJson.of("devices", found, device -> DeviceJson.of(device, proved.get(device.id())))
                .toString();
    }

    /** The state asked for; SDKs send {@code unknown} where none is. */
    private static Optional<String> status(QueryArguments arguments) {
        Optional<String> status = arguments.text("status").filter(text -> !text.equals("unknown"));
        if (status.isPresent() && !Set.of("error", "enabled", "disabled").contains(status.get())) {
            arguments.problem(
                    "status", "unknown", Problem.shown(status.get()) + " (expected: enabled, disabled or error)");
        }
        return status;
    }

    @POST
    public String create(InputStream body) {
        return answer(devices.create(DeviceJson.newDevice(region, JsonBody.read(body, DeviceJson.NEW_FIELDS))));
    }

    @GET
    @Path("{device_id}")
    public String get(@PathParam("device_id") String deviceId) {
        return answer(devices.get(region, deviceId));
    }

    @PATCH
    @Path("{device_id}")
    public String update(@PathParam("device_id") String deviceId, InputStream body) {
        return answer(devices.update(region, deviceId, DeviceJson.patch(JsonBody.read(body, DeviceJson.PATCH_FIELDS))));
    }

    @DELETE
    @Path("{device_id}")
    public void delete(@PathParam("device_id") String deviceId) {
        QueryArguments.none(uri);
        devices.delete(region, deviceId);
    }

    /** Several at once: all of them or none (scaleway.md B4). */
    @POST
    @Path("delete")
    public void deleteSeveral(InputStream body) {
        devices.delete(region, DeviceJson.deleted(JsonBody.read(body, DeviceJson.DELETED_FIELDS)));
    }

    @POST
    @Path("{device_id}/enable")
    public String enable(@PathParam("device_id") String deviceId, InputStream body) {
        JsonBody.readNone(body);
        return answer(devices.enable(region, deviceId));
    }

    @POST
    @Path("{device_id}/disable")
    public String disable(@PathParam("device_id") String deviceId, InputStream body) {
        JsonBody.readNone(body);
        return answer(devices.disable(region, deviceId));
    }

    /** What was refused, dropped and closed of this device lately, newest first. */
    @GET
    @Path("{device_id}/events")
    public String events(@PathParam("device_id") String deviceId) {
        return EventJson.page(journal.ofDevice(region, deviceId, QueryArguments.pageAlone(uri)))
                .toString();
    }

    /** How many packets, and whether it was active, lately. */
    @GET
    @Path("{device_id}/metrics")
    public String metrics(@PathParam("device_id") String deviceId) {
        return MetricsJson.of(ledger.ofDevice(region, deviceId, MetricsJson.start(uri)))
                .toString();
    }

    /** A new certificate and its key, shown this once; the one before is worth nothing any more. */
    @POST
    @Path("{device_id}/renew-certificate")
    public String renewCertificate(@PathParam("device_id") String deviceId, InputStream body) {
        JsonBody.readNone(body);
        return answer(certificates.renew(region, deviceId));
    }

    private String answer(Device device) {
        return DeviceJson.of(device, proof(device)).toString();
    }

    private String answer(CreatedDevice created) {
        return DeviceJson.of(created, proof(created.device())).toString();
    }

    private Proof proof(Device device) {
        return proofs.withPasswordsFirst(List.of(device)).get(device.id());
    }
}
