package org.axletree.web.huawei;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.Optional;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.huawei.CredentialSlot;
import org.axletree.hub.registry.huawei.HuaweiAddress;
import org.axletree.hub.registry.huawei.HuaweiDeviceService;
import org.axletree.web.rest.JsonBody;

/** One device in Huawei's API: what it is, and what it proves itself with. */
@RequestScoped
@Path("{project_id}/devices/{device_id}")
@Produces(MediaType.APPLICATION_JSON)
public class HuaweiDeviceResource {
    @PathParam("project_id")
    private String projectId;

    @PathParam("device_id")
    private String deviceId;

    @Context
    private HttpHeaders headers;

    @Inject
    private HuaweiDeviceService devices;

    @GET
    public String get() {
        return HuaweiDeviceJson.of(devices.get(address(), deviceId)).toString();
    }

    @PUT
    public String update(InputStream body) {
        return HuaweiDeviceJson.of(
                        devices.update(address(), deviceId, HuaweiDeviceJson.patch(JsonBody.readKnown(body))))
                .toString();
    }

    @DELETE
    public void delete() {
        devices.delete(address(), deviceId);
    }

    @POST
    @Path("freeze")
    public void freeze() {
        devices.freeze(address(), deviceId);
    }

    @POST
    @Path("unfreeze")
    public void unfreeze() {
        devices.unfreeze(address(), deviceId);
    }

    @POST
    @Path("action")
    public String act(@QueryParam("action_id") String action, InputStream body) {
        if (!"resetSecret".equals(action)) {
            throw ProblemException.invalid(
                    "action_id", "unknown", Problem.shown(String.valueOf(action)) + " (expected: resetSecret)");
        }
        JsonBody json = JsonBody.readKnown(body);
        Optional<String> secret = json.filledText("secret");
        boolean disconnect = json.flag("force_disconnect").orElse(false);
        CredentialSlot slot = slot(json, "secret_type");
        json.done();
        return Json.createObjectBuilder()
                .add("device_id", deviceId)
                .add("secret", devices.resetSecret(address(), deviceId, slot, secret, disconnect))
                .build()
                .toString();
    }

    @POST
    @Path("reset-fingerprint")
    public String resetFingerprint(InputStream body) {
        JsonBody json = JsonBody.readKnown(body);
        String fingerprint = json.text("fingerprint").orElse("");
        boolean disconnect = json.flag("force_disconnect").orElse(false);
        CredentialSlot slot = slot(json, "fingerprint_type");
        json.done();
        devices.resetFingerprint(address(), deviceId, slot, fingerprint, disconnect);
        return Json.createObjectBuilder()
                .add("device_id", deviceId)
                .add("fingerprint", fingerprint)
                .build()
                .toString();
    }

    private static CredentialSlot slot(JsonBody json, String name) {
        String text = json.filledText(name).orElse(CredentialSlot.PRIMARY.name());
        for (CredentialSlot slot : CredentialSlot.values()) {
            if (slot.name().equals(text)) {
                return slot;
            }
        }
        json.problem(name, "unknown", Problem.shown(text) + " (expected: PRIMARY or SECONDARY)");
        return CredentialSlot.PRIMARY;
    }

    private HuaweiAddress address() {
        return Instance.of(projectId, headers);
    }
}
