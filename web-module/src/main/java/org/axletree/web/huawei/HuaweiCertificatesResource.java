package org.axletree.web.huawei;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Optional;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.huawei.HuaweiCertificate;
import org.axletree.hub.registry.huawei.HuaweiCertificateService;
import org.axletree.web.rest.JsonBody;

/** {@code /certificates} of Huawei's API: authorities that vouch for devices. */
@RequestScoped
@Path("{project_id}/certificates")
@Produces(MediaType.APPLICATION_JSON)
public class HuaweiCertificatesResource {
    @PathParam("project_id")
    private String projectId;

    @Context
    private HttpHeaders headers;

    @Inject
    private HuaweiCertificateService certificates;

    @POST
    public Response upload(InputStream body) {
        JsonBody json = JsonBody.readKnown(body);
        String content = json.requiredText("content");
        Optional<String> appId = json.filledText("app_id");
        json.done();
        return Response.status(Response.Status.CREATED)
                .entity(json(certificates.upload(Instance.of(projectId, headers), appId, content))
                        .build()
                        .toString())
                .build();
    }

    @GET
    public String list(
            @QueryParam("app_id") String appId,
            @QueryParam("marker") String marker,
            @QueryParam("limit") String limit) {
        HuaweiPage page = HuaweiPage.of(marker, limit);
        JsonArrayBuilder list = Json.createArrayBuilder();
        certificates
                .list(
                        Instance.of(projectId, headers),
                        Optional.ofNullable(appId).filter(id -> !id.isEmpty()),
                        page.marker(),
                        page.limit())
                .forEach(certificate -> list.add(json(certificate)));
        return HuaweiPage.json("certificates", list.build(), "certificate_id").toString();
    }

    @DELETE
    @Path("{certificate_id}")
    public void delete(@PathParam("certificate_id") String certificateId) {
        certificates.delete(Instance.of(projectId, headers), certificateId);
    }

    @POST
    @Path("{certificate_id}/action")
    public String act(
            @PathParam("certificate_id") String certificateId,
            @QueryParam("action_id") String action,
            InputStream body) {
        if (!"verify".equals(action)) {
            throw ProblemException.invalid(
                    "action_id", "unknown", Problem.shown(String.valueOf(action)) + " (expected: verify)");
        }
        JsonBody json = JsonBody.readKnown(body);
        String proof = json.requiredText("verify_content");
        json.done();
        return json(certificates.verify(Instance.of(projectId, headers), certificateId, proof))
                .build()
                .toString();
    }

    private static JsonObjectBuilder json(HuaweiCertificate certificate) {
        return Json.createObjectBuilder()
                .add("certificate_id", certificate.id())
                .add("cn_name", certificate.commonName())
                .add("owner", certificate.owner())
                .add("status", certificate.verified())
                .add("verify_code", certificate.code())
                .add("create_date", HuaweiTime.of(certificate.createdAt()))
                .add("effective_date", HuaweiTime.of(certificate.validFrom()))
                .add("expiry_date", HuaweiTime.of(certificate.validUntil()));
    }
}
