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
import java.util.Optional;
import java.util.Set;
import org.axletree.hub.delivery.target.jms.JmsAccess;
import org.axletree.hub.registry.jmsuser.JmsUserService;
import org.axletree.hub.registry.listing.PageRequest;

/** {@code /jms-users} of the management API, Axletree's own. */
@RequestScoped
@Path("regions/{region}/jms-users")
@Produces(MediaType.APPLICATION_JSON)
public class JmsUsersResource {
    static final Set<String> FILTERS = Set.of("name", "project_id");

    @PathParam("region")
    private String region;

    @Context
    private UriInfo uri;

    @Inject
    private JmsUserService users;

    @Inject
    private JmsAccess access;

    @GET
    public String list() {
        QueryArguments arguments = QueryArguments.ofList(uri, FILTERS);
        PageRequest page = arguments.page();
        arguments.done();
        Optional<String> project = arguments.text("project_id");
        return PageJson.of("jms_users", users.list(region, project, arguments.text("name"), page), JmsUserJson::of)
                .toString();
    }

    @POST
    public String create(InputStream body) {
        return JmsUserJson.of(access.create(JmsUserJson.newUser(region, JsonBody.read(body, JmsUserJson.NEW_FIELDS))))
                .toString();
    }

    @GET
    @Path("{jms_user_id}")
    public String get(@PathParam("jms_user_id") String userId) {
        return JmsUserJson.of(users.get(region, userId)).toString();
    }

    @DELETE
    @Path("{jms_user_id}")
    public void delete(@PathParam("jms_user_id") String userId) {
        QueryArguments.none(uri);
        access.delete(region, userId);
    }

    @POST
    @Path("{jms_user_id}/renew-password")
    public String renewPassword(@PathParam("jms_user_id") String userId, InputStream body) {
        JsonBody.readNone(body);
        return JmsUserJson.of(access.renewPassword(region, userId)).toString();
    }
}
