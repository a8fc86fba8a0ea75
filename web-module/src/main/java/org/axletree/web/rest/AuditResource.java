package org.axletree.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Set;
import org.axletree.hub.registry.audit.AuditLog;
import org.axletree.hub.registry.audit.AuditQuery;
import org.axletree.hub.registry.listing.PageRequest;

/** {@code /audit} of the management API, Axletree's own: who changed what, newest first. */
@RequestScoped
@Path("audit")
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {
    static final Set<String> ARGUMENTS =
            Set.of("page", "page_size", "resource_id", "hub_id", "who", "resource", "action", "start_date", "end_date");

    @Context
    private UriInfo uri;

    @Inject
    private AuditLog audit;

    @GET
    public String list() {
        QueryArguments arguments = new QueryArguments(uri.getQueryParameters(), ARGUMENTS);
        PageRequest page = arguments.page();
        AuditQuery query = new AuditQuery(
                arguments.text("resource_id"),
                arguments.text("hub_id"),
                arguments.text("who"),
                arguments.text("resource"),
                arguments.text("action"),
                arguments.time("start_date"),
                arguments.time("end_date"));
        arguments.done();
        return PageJson.of("entries", audit.newestFirst(query, page), AuditJson::of)
                .toString();
    }
}
