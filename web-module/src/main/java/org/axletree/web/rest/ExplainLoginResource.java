package org.axletree.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.Optional;
import org.axletree.hub.explain.LoginExplainer;
import org.axletree.hub.explain.LoginExplanation;
import org.axletree.hub.registry.Caller;

/** {@code /explain-login} of the management API. */
@RequestScoped
@Path("regions/{region}/explain-login")
@Produces(MediaType.APPLICATION_JSON)
public class ExplainLoginResource {
    private static final String NOT_TRIED =
            "what would become of a login tells whether its password is right, and your role may not try"
                    + " passwords (expected: that of a person or token who may change devices; or device_id alone, for the last login of a device"
                    + " that was refused)";

    @PathParam("region")
    private String region;

    @Inject
    private LoginExplainer explainer;

    @POST
    public String explain(InputStream body) {
        JsonBody json = JsonBody.read(body, ExplainLoginJson.FIELDS);
        Optional<String> deviceId = ExplainLoginJson.device(json);
        LoginExplanation explanation;
        if (deviceId.isPresent()) {
            explanation = explainer.lastRefused(region, deviceId.get());
        } else {
            ExplainLoginJson.Shown shown = ExplainLoginJson.read(json);
            Caller.requireChange("device", NOT_TRIED); // who guesses here is not slowed down
            explanation = explainer.explain(
                    shown.clientId(), shown.userName(), shown.password(), shown.certificates(), shown.secure());
        }
        return ExplainLoginJson.of(explanation).toString();
    }
}
