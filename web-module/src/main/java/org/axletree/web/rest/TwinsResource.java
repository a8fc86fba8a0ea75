package org.axletree.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import org.axletree.hub.registry.twin.TwinAddress;
import org.axletree.hub.registry.twin.TwinService;

/** {@code /twins} of the management API (scaleway.md L3). */
@RequestScoped
@Path("regions/{region}/twins/{twin_id}")
@Produces(MediaType.APPLICATION_JSON)
public class TwinsResource {
    @PathParam("region")
    private String region;

    @PathParam("twin_id")
    private String twinId;

    @Inject
    private TwinService twins;

    private TwinAddress twin() {
        return TwinAddress.of(region, twinId);
    }

    @GET
    public String list() {
        return TwinJson.of(twins.names(twin())).toString();
    }

    @DELETE
    public void deleteAll() {
        twins.deleteAll(twin());
    }

    @GET
    @Path("documents/{document_name}")
    public String get(@PathParam("document_name") String name) {
        return TwinJson.of(twins.get(twin(), name)).toString();
    }

    @PUT
    @Path("documents/{document_name}")
    public String put(@PathParam("document_name") String name, InputStream body) {
        TwinJson.Change change = TwinJson.change(JsonBody.read(body, TwinJson.CHANGE_FIELDS));
        return TwinJson.of(twins.put(twin(), name, change.version(), change.data()))
                .toString();
    }

    @PATCH
    @Path("documents/{document_name}")
    public String patch(@PathParam("document_name") String name, InputStream body) {
        TwinJson.Change change = TwinJson.change(JsonBody.read(body, TwinJson.CHANGE_FIELDS));
        return TwinJson.of(twins.patch(twin(), name, change.version(), change.data()))
                .toString();
    }

    @DELETE
    @Path("documents/{document_name}")
    public void delete(@PathParam("document_name") String name) {
        twins.delete(twin(), name);
    }
}
