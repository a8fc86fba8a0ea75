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
import org.axletree.hub.registry.object.ObjectModelService;

/** {@code /object-models}: objects of LwM2M that owners describe. */
@RequestScoped
@Path("regions/{region}/object-models")
@Produces(MediaType.APPLICATION_JSON)
public class ObjectModelsResource {
    @PathParam("region")
    private String region;

    @Context
    private UriInfo uri;

    @Inject
    private ObjectModelService models;

    @POST
    public String put(InputStream body) {
        JsonBody json = JsonBody.read(body, ObjectModelJson.NEW_FIELDS);
        String hubId = json.requiredText("hub_id");
        String content = json.requiredText("content");
        json.done();
        return ObjectModelJson.of(models.put(region, hubId, content)).toString();
    }

    @GET
    public String list() {
        QueryArguments arguments = new QueryArguments(uri.getQueryParameters(), Set.of("hub_id"));
        String hubId = arguments.requiredText("hub_id", "the id of a hub");
        arguments.done();
        return ObjectModelJson.of(models.list(region, hubId)).toString();
    }

    @GET
    @Path("{object_model_id}")
    public String get(@PathParam("object_model_id") String id) {
        QueryArguments.none(uri);
        return ObjectModelJson.whole(models.get(region, id)).toString();
    }

    @DELETE
    @Path("{object_model_id}")
    public void delete(@PathParam("object_model_id") String id) {
        QueryArguments.none(uri);
        models.delete(region, id);
    }
}
