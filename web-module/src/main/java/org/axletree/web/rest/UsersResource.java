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
import org.axletree.hub.registry.user.UserService;

/** {@code /users} of the management API, Axletree's own. */
@RequestScoped
@Path("users")
@Produces(MediaType.APPLICATION_JSON)
public class UsersResource {
    @Context
    private UriInfo uri;

    @Inject
    private UserService users;

    @GET
    public String list() {
        return PageJson.of("users", users.list(QueryArguments.pageAlone(uri)), UserJson::of)
                .toString();
    }

    @POST
    public String create(InputStream body) {
        return UserJson.of(users.create(UserJson.newUser(JsonBody.read(body, UserJson.NEW_FIELDS))))
                .toString();
    }

    @GET
    @Path("{user_id}")
    public String get(@PathParam("user_id") String userId) {
        return UserJson.of(users.get(userId)).toString();
    }

    @PATCH
    @Path("{user_id}")
    public String update(@PathParam("user_id") String userId, InputStream body) {
        return UserJson.of(users.update(userId, UserJson.patch(JsonBody.read(body, UserJson.PATCH_FIELDS))))
                .toString();
    }

    @DELETE
    @Path("{user_id}")
    public void delete(@PathParam("user_id") String userId) {
        QueryArguments.none(uri);
        users.delete(userId);
    }

    @POST
    @Path("{user_id}/reset-password")
    public String resetPassword(@PathParam("user_id") String userId, InputStream body) {
        JsonBody.readNone(body);
        return UserJson.of(users.resetPassword(userId)).toString();
    }
}
