package org.axletree.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import org.axletree.core.door.RetainedPage;
import org.axletree.hub.retained.RetainedTopics;

/** {@code /hubs/…/retained} of the management API, Axletree's own: the last words on the topics of a hub. */
@RequestScoped
@Path("regions/{region}/hubs/{hub_id}/retained")
@Produces(MediaType.APPLICATION_JSON)
public class RetainedResource {
    static final Set<String> ARGUMENTS = Set.of("topic_filter", "after", "page_size");
    static final Set<String> REMOVAL = Set.of("topic_filter");
    private static final String EVERYTHING = "#";

    @PathParam("region")
    private String region;

    @PathParam("hub_id")
    private String hubId;

    @Context
    private UriInfo uri;

    @Inject
    private RetainedTopics topics;

    @GET
    public String list() {
        QueryArguments arguments = new QueryArguments(uri.getQueryParameters(), ARGUMENTS);
        int most = arguments.page().pageSize();
        arguments.done();
        return json(topics.page(
                        region,
                        hubId,
                        arguments.text("topic_filter").orElse(EVERYTHING),
                        arguments.text("after").orElse(""),
                        most))
                .toString();
    }

    /** Only by a filter that is given: who forgets it removes nothing. */
    @DELETE
    public String remove() {
        QueryArguments arguments = new QueryArguments(uri.getQueryParameters(), REMOVAL);
        String filter = arguments.requiredText("topic_filter", "a topic filter, # for all");
        arguments.done();
        return removed(topics.remove(region, hubId, filter)).toString();
    }

    static JsonObject json(RetainedPage page) {
        JsonArrayBuilder messages = Json.createArrayBuilder();
        page.messages().forEach(each -> messages.add(json(each)));
        return Json.createObjectBuilder()
                .add("total_count", page.total())
                .add("retained", messages)
                .build();
    }

    private static JsonObjectBuilder json(RetainedPage.Entry entry) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("topic", entry.topic())
                .add("qos", entry.qos().level())
                .add("received_at", ApiTime.of(Instant.ofEpochMilli(entry.receivedAt())))
                .add("size", entry.size())
                .add("payload", Base64.getEncoder().encodeToString(entry.payload()))
                .add("is_cut", entry.isCut());
        entry.expirySeconds()
                .ifPresentOrElse(
                        seconds -> json.add("expiry_seconds", seconds),
                        () -> json.add("expiry_seconds", JsonValue.NULL));
        return json;
    }

    static JsonObject removed(int messages) {
        return Json.createObjectBuilder().add("deleted", messages).build();
    }
}
