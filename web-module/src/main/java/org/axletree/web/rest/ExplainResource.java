package org.axletree.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.time.Clock;
import org.axletree.hub.explain.MessageExplainer;

/** {@code /hubs/{hub_id}/explain} of the management API. */
@RequestScoped
@Path("regions/{region}/hubs/{hub_id}/explain")
@Produces(MediaType.APPLICATION_JSON)
public class ExplainResource {
    @PathParam("region")
    private String region;

    @PathParam("hub_id")
    private String hubId;

    @Inject
    private MessageExplainer explainer;

    @POST
    public String explain(InputStream body) {
        JsonBody json = JsonBody.read(body, ExplainJson.FIELDS);
        ExplainJson.Asked asked = ExplainJson.read(json, Clock.systemUTC().millis());
        return ExplainJson.of(explainer.explain(region, hubId, asked.deviceId(), asked.message()))
                .toString();
    }
}
