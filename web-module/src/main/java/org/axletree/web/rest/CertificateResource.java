package org.axletree.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.axletree.hub.registry.device.CertificateProofService;
import org.axletree.hub.registry.device.CertificateService;
import org.axletree.hub.registry.device.CertifiedDevice;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.device.DeviceProofs;
import org.axletree.hub.registry.device.Proof;

/** {@code /devices/{id}/certificate} of the management API. */
@RequestScoped
@Path("regions/{region}/devices/{device_id}/certificate")
@Produces(MediaType.APPLICATION_JSON)
public class CertificateResource {
    static final Set<String> FIELDS = Set.of("certificate_pem");
    static final Set<String> PROOF_FIELDS = Set.of("challenge", "signature");

    @PathParam("region")
    private String region;

    @PathParam("device_id")
    private String deviceId;

    @Inject
    private CertificateService certificates;

    @Inject
    private CertificateProofService proofs;

    @Inject
    private DeviceProofs deviceProofs;

    @GET
    public String get() {
        return answer(certificates.get(region, deviceId));
    }

    @PUT
    public String replace(InputStream stream) {
        JsonBody body = JsonBody.read(stream, FIELDS);
        String pem = body.requiredText("certificate_pem");
        body.done();
        return answer(certificates.replace(region, deviceId, pem));
    }

    /** What the owner signs to prove that the certificate's key is theirs. */
    @POST
    @Path("challenge")
    public String challenge(InputStream stream) {
        JsonBody.readNone(stream);
        return Json.createObjectBuilder()
                .add("challenge", proofs.challenge(region, deviceId))
                .build()
                .toString();
    }

    @POST
    @Path("proof")
    public String prove(InputStream stream) {
        JsonBody body = JsonBody.read(stream, PROOF_FIELDS);
        String challenge = body.requiredText("challenge");
        String signature = body.requiredText("signature");
        body.done();
        return answer(proofs.prove(region, deviceId, challenge, signature));
    }

    private String answer(CertifiedDevice certified) {
        Device device = certified.device();
        Proof proof = deviceProofs.withPasswordsFirst(List.of(device)).get(device.id());
        return json(certified, proof).toString();
    }

    static JsonObject json(CertifiedDevice certified, Proof proof) {
        return Json.createObjectBuilder()
                .add("device", DeviceJson.of(certified.device(), proof))
                .add("certificate_pem", certified.certificatePem())
                .add("proved", certified.proved())
                .build();
    }
}
