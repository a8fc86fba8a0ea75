package org.axletree.web.rest;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.axletree.core.topic.TopicFilter;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.hub.HubService;
import org.axletree.web.live.EventStream;
import org.axletree.web.live.LiveStreams;
import org.axletree.web.live.StreamReader;
import org.axletree.web.rest.guard.TokenProof;

/** {@code /hubs/{id}/messages/stream} and {@code …/events/stream} of the management API: what happens, while it happens. */
@RequestScoped
@Path("regions/{region}/hubs")
@Produces(EventStream.MEDIA_TYPE)
public class LiveResource {
    static final Set<String> MESSAGE_ARGUMENTS = Set.of("device", "topic", "since", "dropped");
    static final Set<String> EVENT_ARGUMENTS = Set.of("device", "since");

    @PathParam("region")
    private String region;

    @PathParam("hub_id")
    private String hubId;

    @HeaderParam("Last-Event-ID")
    private String lastId;

    @HeaderParam("X-Auth-Token")
    private String token;

    @Context
    private UriInfo uri;

    @Context
    private HttpServletRequest request;

    @Context
    private Sse sse;

    @Inject
    private HubService hubs;

    @Inject
    private LiveStreams streams;

    @Inject
    private TokenProof tokens;

    @GET
    @Path("{hub_id}/messages/stream")
    public void messages(@Context SseEventSink sink) {
        LiveStreams.Wish wish = wish(MESSAGE_ARGUMENTS);
        begin(sink, streams.messages(wish, allowed()));
    }

    @GET
    @Path("{hub_id}/events/stream")
    public void events(@Context SseEventSink sink) {
        LiveStreams.Wish wish = wish(EVENT_ARGUMENTS);
        begin(sink, streams.events(wish, allowed()));
    }

    private LiveStreams.Wish wish(Set<String> known) {
        QueryArguments arguments = new QueryArguments(uri.getQueryParameters(), known);
        Optional<String> topic = arguments.text("topic");
        topic.flatMap(TopicFilter::problemWith).ifPresent(problem -> arguments.problem("topic", "format", problem));
        LiveStreams.Wish wish = new LiveStreams.Wish(
                hubId,
                arguments.text("device"),
                topic.filter(text -> TopicFilter.problemWith(text).isEmpty()).map(TopicFilter::of),
                arguments.time("since"),
                arguments.flag("dropped").orElse(false),
                Optional.ofNullable(lastId).filter(id -> !id.isEmpty()));
        arguments.done();
        if (!request.getMethod().equals(HttpMethod.GET)) { // HEAD, which JAX-RS asks here too
            throw new NotAllowedException(HttpMethod.GET);
        }
        hubs.get(region, hubId);
        return wish;
    }

    /** Whoever lost the token, or the hub by a narrower one, reads no further. */
    private BooleanSupplier allowed() {
        String shown = token;
        String asked = region;
        String of = hubId;
        return () -> tokens.callerOf(shown, "")
                .filter(caller -> {
                    try (var asking = caller.asks()) {
                        hubs.get(asked, of);
                        return true;
                    } catch (ProblemException gone) {
                        return false;
                    }
                })
                .isPresent();
    }

    private <T> void begin(SseEventSink sink, EventStream<T> stream) {
        StreamReader reader = new SinkReader(sink, sse);
        streams.begin(stream, writing -> {
            try (sink) {
                writing.writeTo(reader);
            } catch (IOException gone) {
                // nothing is left to be done
            }
        });
    }
}
