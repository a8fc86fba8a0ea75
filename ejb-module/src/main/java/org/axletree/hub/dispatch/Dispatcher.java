package org.axletree.hub.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.axletree.core.door.Admission;
import org.axletree.core.door.Publication;
import org.axletree.core.door.Screening;
import org.axletree.core.door.Sender;
import org.axletree.core.filter.FilterPolicy;
import org.axletree.core.filter.MessageFilter;
import org.axletree.core.outcome.Reason;
import org.axletree.core.route.RouteSet;
import org.axletree.hub.history.Presence;
import org.axletree.hub.telemetry.HubMetrics;
import org.axletree.hub.telemetry.HubTraffic;
import org.axletree.hub.twin.TwinTopic;

/**
 * What becomes of messages: the sender's publish filter, then the routes of its hub; or the sender's twin. Called on event loops for every
 * message: reads memory only, takes no lock, logs nothing, and allocates the answer's array.
 */
@ApplicationScoped
public class Dispatcher {
    /** Below it the hub speaks: what a device could say there would look like the hub's events and answers. */
    private static final String OF_THE_HUB = "$SCW/";

    private static final Screening UNAUTHORIZED = new Screening.Dropped(Reason.TOPIC_UNAUTHORIZED);

    private RouteTables routes;
    private Presence presence;
    private HubMetrics metrics;

    /** For the container's proxy. */
    protected Dispatcher() {}

    @Inject
    public Dispatcher(RouteTables routes, Presence presence, HubMetrics metrics) {
        this.routes = routes;
        this.presence = presence;
        this.metrics = metrics;
    }

    /** The routes that want what the hub itself says to a topic. */
    public Optional<RouteSet> routesOf(String hubId, String topic) {
        return routes.of(hubId).screen(topic) instanceof Screening.Routed routed
                ? Optional.of(routed.routes())
                : Optional.empty();
    }

    /** One answer a message, in the same order. */
    public Screening[] screen(List<? extends Publication> batch) {
        Screening[] answers = new Screening[batch.size()];
        String hubId = "";
        String deviceId = "";
        RouteTable table = RouteTable.EMPTY;
        HubTraffic traffic = null;
        for (int i = 0; i < answers.length; i++) {
            Publication publication = batch.get(i);
            Sender sender = publication.sender();
            if (traffic == null || !sender.hubId().equals(hubId)) {
                hubId = sender.hubId();
                table = routes.of(hubId);
                traffic = metrics.of(hubId);
            }
            traffic.received(publication.qos(), publication.payloadSize());
            if (sender instanceof Admission.Admitted device) {
                if (!device.identity().deviceId().equals(deviceId)) {
                    deviceId = device.identity().deviceId();
                    presence.heard(deviceId, publication.receivedAt());
                }
                answers[i] = screen(device, publication.topic(), table);
            } else {
                answers[i] = table.screen(publication.topic()); // filters are a device's (clouds.md G4)
            }
            if (answers[i] == UNAUTHORIZED) {
                traffic.unauthorized();
            }
        }
        return answers;
    }

    private static Screening screen(Admission.Admitted sender, String topic, RouteTable table) {
        if (!sender.filters().publish().permitsPublish(topic)) {
            return UNAUTHORIZED;
        }
        return topic.startsWith(OF_THE_HUB) ? screenTwin(sender, topic) : table.screen(topic);
    }

    /** To one's own twin lead two topics; what a list rejects under one of them is rejected under the other. */
    private static Screening screenTwin(Admission.Admitted sender, String topic) {
        MessageFilter filter = sender.filters().publish();
        return TwinTopic.of(topic)
                .filter(request -> filter.policy() == FilterPolicy.ACCEPT
                        || filter.permitsPublish(request.alias(sender.identity().deviceId())))
                .map(request -> Screening.ASKED)
                .orElse(UNAUTHORIZED);
    }
}
