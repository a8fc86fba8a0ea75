package org.axletree.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.io.StringReader;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.axletree.core.door.ObjectAnswer;
import org.axletree.core.door.ObjectRequest;
import org.axletree.hub.door.Doors;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.device.DeviceService;
import org.axletree.hub.registry.huawei.HuaweiDirectory;

/** {@code /devices/…/lwm2m}: reads, writes, executes and observes objects of a device that is registered by LwM2M. */
@RequestScoped
@Path("regions/{region}/devices/{device_id}/lwm2m")
@Produces(MediaType.APPLICATION_JSON)
public class ObjectsResource {
    private static final Map<String, ObjectRequest.Operation> OPERATIONS = Map.of(
            "read", ObjectRequest.Operation.READ,
            "write", ObjectRequest.Operation.WRITE,
            "execute", ObjectRequest.Operation.EXECUTE,
            "observe", ObjectRequest.Operation.OBSERVE,
            "cancel", ObjectRequest.Operation.CANCEL,
            "discover", ObjectRequest.Operation.DISCOVER,
            "read_composite", ObjectRequest.Operation.READ_COMPOSITE,
            "write_composite", ObjectRequest.Operation.WRITE_COMPOSITE,
            "observe_composite", ObjectRequest.Operation.OBSERVE_COMPOSITE);

    private static final int TIMED_OUT = 408;
    private static final int NOT_REGISTERED = 409;
    private static final int DEVICE_FAILED = 424;
    private static final int TOO_MUCH = 429;

    @PathParam("region")
    private String region;

    @PathParam("device_id")
    private String deviceId;

    @Inject
    private DeviceService devices;

    @Inject
    private HuaweiDirectory huawei;

    @Inject
    private Doors doors;

    /** What the device has registered, by the models of its objects. It is not asked. */
    @GET
    public CompletionStage<Response> list() {
        Device device = device();
        ObjectRequest request = new ObjectRequest(ObjectRequest.Operation.DESCRIBE, "", Optional.empty());
        return doors.operate(device.hubId(), device.id(), request).thenApply(answer -> answer.value()
                .map(objects -> Response.ok(Json.createObjectBuilder()
                                .add("objects", parsed(objects))
                                .build()
                                .toString())
                        .build())
                .orElseGet(() -> response(request, answer)));
    }

    /** Waits for the device's answer. */
    @POST
    public CompletionStage<Response> operate(InputStream body) {
        Caller.requireChange("device");
        JsonBody json = JsonBody.readKnown(body);
        String operation = json.requiredText("operation");
        if (!operation.isEmpty() && !OPERATIONS.containsKey(operation)) {
            json.problem(
                    "operation",
                    "unknown",
                    "(expected: read, write, execute, observe, cancel, discover, or read, write or observe with"
                            + " _composite)");
        }
        String path = operation.endsWith("_composite") ? json.text("path").orElse("") : json.requiredText("path");
        Optional<String> value = json.any("value").map(JsonValue::toString);
        json.done();
        Device device = device();
        ObjectRequest request =
                new ObjectRequest(OPERATIONS.get(operation), path.startsWith("/") ? path.substring(1) : path, value);
        return doors.operate(device.hubId(), device.id(), request).thenApply(answer -> response(request, answer));
    }

    /** By its UUID, or by the id that Huawei's words have for it. */
    private Device device() {
        return devices.get(
                region,
                huawei.login(deviceId)
                        .map(login -> login.device().identity().deviceId())
                        .orElse(deviceId));
    }

    private static Response response(ObjectRequest request, ObjectAnswer answer) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("operation", request.operation().name().toLowerCase(Locale.ROOT))
                .add("path", "/" + request.path());
        if (!answer.code().isEmpty()) {
            json.add("code", answer.code());
        }
        answer.value().ifPresent(value -> json.add("value", parsed(value)));
        if (!answer.problem().isEmpty()) {
            json.add("type", answer.kind().name().toLowerCase(Locale.ROOT)).add("message", answer.problem());
        }
        return Response.status(status(answer)).entity(json.build().toString()).build();
    }

    private static JsonValue parsed(String value) {
        try (JsonReader reader = Json.createReader(new StringReader(value))) {
            return reader.readValue();
        }
    }

    /** What a device refuses has the status of its own code; what it failed at is no failure of this server. */
    private static int status(ObjectAnswer answer) {
        return switch (answer.kind()) {
            case DONE -> Response.Status.OK.getStatusCode();
            case REFUSED -> answer.code().startsWith("4.") ? ofDevice(answer.code()) : DEVICE_FAILED;
            case TIMED_OUT -> TIMED_OUT;
            case ABSENT -> NOT_REGISTERED;
            case INVALID -> Response.Status.BAD_REQUEST.getStatusCode();
            case BUSY -> TOO_MUCH;
        };
    }

    /** 4.01 and 4.03 are about the hub, not about whoever asks here. */
    private static int ofDevice(String code) {
        return switch (code) {
            case "4.04" -> Response.Status.NOT_FOUND.getStatusCode();
            case "4.05" -> Response.Status.METHOD_NOT_ALLOWED.getStatusCode();
            case "4.06" -> Response.Status.NOT_ACCEPTABLE.getStatusCode();
            case "4.01", "4.03" -> DEVICE_FAILED;
            default -> Response.Status.BAD_REQUEST.getStatusCode();
        };
    }
}
