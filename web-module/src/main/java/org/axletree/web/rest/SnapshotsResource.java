package org.axletree.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Set;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.snapshot.SnapshotService;
import org.axletree.web.request.RemoteAddress;

/** {@code /snapshots} of the management API, Axletree's own: copies of the whole state, for backups. */
@RequestScoped
@Path("snapshots")
@Produces(MediaType.APPLICATION_JSON)
public class SnapshotsResource {
    static final Set<String> FILE_ARGUMENTS = Set.of("name");

    @Context
    private UriInfo uri;

    @Context
    private HttpServletRequest request;

    @Inject
    private SnapshotService snapshots;

    @POST
    public String create(InputStream body) {
        JsonBody.readNone(body);
        requireSecrecy();
        return SnapshotJson.of(snapshots.take()).toString();
    }

    @GET
    @Path("{snapshot_id}")
    public String get(@PathParam("snapshot_id") String snapshotId) {
        QueryArguments.none(uri);
        return SnapshotJson.of(snapshots.get(snapshotId)).toString();
    }

    @GET
    @Path("{snapshot_id}/file")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    public Response file(@PathParam("snapshot_id") String snapshotId) {
        requireSecrecy();
        QueryArguments arguments = new QueryArguments(uri.getQueryParameters(), FILE_ARGUMENTS);
        String name = arguments
                .text("name")
                .orElseThrow(() -> ProblemException.invalid("name", "required", "the name of a file of the snapshot"));
        arguments.done();
        java.io.File file = snapshots.file(snapshotId, name).toFile();
        return Response.ok(file).header("Content-Length", file.length()).build();
    }

    @DELETE
    @Path("{snapshot_id}")
    public void delete(@PathParam("snapshot_id") String snapshotId) {
        QueryArguments.none(uri);
        snapshots.delete(snapshotId);
    }

    /** Keys must not cross a network in the open. */
    private void requireSecrecy() {
        if (!request.isSecure() && !RemoteAddress.isOwnMachine(request)) {
            throw new ProblemException(new Problem.PreconditionFailed(
                    "unknown_precondition",
                    "a snapshot holds keys, and this connection is not encrypted (expected: HTTPS, or this machine)"));
        }
    }
}
