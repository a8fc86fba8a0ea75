package org.axletree.hub.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.axletree.core.door.Admission;
import org.axletree.core.door.Publication;
import org.axletree.core.door.RoutedPublication;
import org.axletree.core.door.Screening;
import org.axletree.core.door.Sender;
import org.axletree.core.door.SessionRules.ForeignTopic;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.dialect.Dialect;
import org.axletree.hub.dialect.Dialects;
import org.axletree.hub.dialect.Reading;
import org.axletree.hub.history.Presence;
import org.axletree.hub.live.LiveFeed;
import org.axletree.hub.registry.route.Route;
import org.axletree.hub.telemetry.HubMetrics;
import org.axletree.hub.telemetry.HubTraffic;

/**
 * What becomes of messages: what they mean in their sender's dialect, the sender's publish filter, then the routes of its
 * hub. Called on event loops for every message: reads memory only, takes no lock, logs nothing, and allocates the answer's
 * array.
 */
@ApplicationScoped
public class Dispatcher {
    private static final Screening UNAUTHORIZED = new Screening.Dropped(Reason.TOPIC_UNAUTHORIZED);
    private static final Screening UNAUTHORIZED_CUT = new Screening.Dropped(Reason.TOPIC_UNAUTHORIZED, true);

    private RouteTables routes;
    private Presence presence;
    private HubMetrics metrics;
    private Dialects dialects;
    private LiveFeed live;

    /** For the container's proxy. */
    protected Dispatcher() {}

    @Inject
    public Dispatcher(RouteTables routes, Presence presence, HubMetrics metrics, Dialects dialects, LiveFeed live) {
        this.routes = routes;
        this.presence = presence;
        this.metrics = metrics;
        this.dialects = dialects;
        this.live = live;
    }

    /** One answer a message, in the same order. */
    public Screening[] screen(List<? extends Publication> batch) {
        Screening[] answers = new Screening[batch.size()];
        String hubId = "";
        String deviceId = "";
        String dialectName = "";
        RouteTable table = RouteTable.EMPTY;
        HubTraffic traffic = null;
        Dialect dialect = null;
        for (int i = 0; i < answers.length; i++) {
            Publication publication = batch.get(i);
            Sender sender = publication.sender();
            if (traffic == null || !sender.hubId().equals(hubId)) {
                hubId = sender.hubId();
                table = routes.of(hubId);
                traffic = metrics.of(hubId);
            }
            if (!(sender instanceof Sender.Hub)) {
                traffic.received(publication.qos(), publication.payloadSize());
            }
            if (sender instanceof Admission.Admitted device) {
                if (!device.identity().deviceId().equals(deviceId)) {
                    deviceId = device.identity().deviceId();
                    presence.heard(deviceId, publication.receivedAt());
                }
                if (dialect == null || !device.dialect().equals(dialectName)) {
                    dialectName = device.dialect();
                    dialect = dialects.named(dialectName);
                }
                answers[i] = screen(device, publication, dialect.read(device, publication), table);
                if (answers[i] == UNAUTHORIZED || answers[i] == UNAUTHORIZED_CUT) {
                    traffic.unauthorized();
                }
            } else {
                answers[i] = screenOther(sender, publication.topic(), table);
            }
        }
        live.show(batch, answers);
        return answers;
    }

    /** Every route of a hub. */
    public List<Route> routesOf(String hubId) {
        return routes.of(hubId).routes();
    }

    /**
     * What would become of a message: what {@link #screen} and {@link #choose} answer, and nothing is counted, remembered or seen.
     *
     * @param publication one that says that it is rehearsed
     */
    public Rehearsal rehearse(Publication publication) {
        Sender sender = publication.sender();
        RouteTable table = routes.of(sender.hubId());
        Screening screening = sender instanceof Admission.Admitted device
                ? screen(device, publication, dialects.named(device.dialect()).read(device, publication), table)
                : screenOther(sender, publication.topic(), table);
        return new Rehearsal(screening, table.routes(), table::judge);
    }

    private Screening screen(Admission.Admitted device, Publication publication, Reading reading, RouteTable table) {
        if (reading == Reading.AS_IS) {
            return passOn(device, publication.topic(), table);
        }
        if (reading instanceof Reading.Canonical canonical) {
            Screening then = passOn(device, canonical.message().topic(), table);
            return then instanceof Screening.Dropped ? then : new Screening.Rewritten(canonical.message(), then);
        }
        if (reading instanceof Reading.Refused refused) {
            return refused.reason() == Reason.TOPIC_UNAUTHORIZED
                    ? unauthorized(refused.cut())
                    : new Screening.Dropped(refused.reason(), refused.cut());
        }
        return permits(device, publication.topic()) ? Screening.ASKED : UNAUTHORIZED;
    }

    /**
     * What is left of messages for routes when conditions have had their say: with the routes that take them, in the same order;
     * without those that no route takes. Blocks on nothing, but takes its time where there are conditions: for workers only.
     */
    public List<RoutedPublication> choose(List<RoutedPublication> batch) {
        if (batch.stream().noneMatch(routed -> routed.routes().candidates())) {
            return batch;
        }
        List<RoutedPublication> chosen = new ArrayList<>(batch.size());
        for (RoutedPublication routed : batch) {
            if (!routed.routes().candidates()) {
                chosen.add(routed);
                continue;
            }
            String hubId = routed.routes().hubId();
            RouteTable table = routes.of(hubId);
            List<RouteChoice> choices = table.judge(routed.publication());
            choices.stream()
                    .filter(choice -> choice.why() == RouteChoice.Why.CONDITION_FAULTY)
                    .forEach(choice ->
                            metrics.of(hubId).conditionFailed(choice.route().id()));
            table.choose(choices).ifPresent(set -> chosen.add(new RoutedPublication(routed.publication(), set)));
        }
        return chosen;
    }

    /** Filters are a device's (scaleway.md G4); but nobody speaks for the hub with a network's secret, or from elsewhere. */
    private Screening screenOther(Sender sender, String topic, RouteTable table) {
        if (sender instanceof Sender.Hub hub) {
            return hub.routeId().isEmpty() ? table.screen(topic) : table.screenWithout(topic, hub.routeId());
        }
        return isOfTheHub(topic) ? UNAUTHORIZED : table.screen(topic);
    }

    /** What a dialect forbids may end the connection; what the owner's filter forbids is dropped (scaleway.md E2). */
    private Screening passOn(Admission.Admitted device, String topic, RouteTable table) {
        if (isOfTheHub(topic)) {
            return unauthorized(cuts(device));
        }
        return permits(device, topic) ? table.screen(topic) : UNAUTHORIZED;
    }

    /** All topics of the hub begin with {@code $}: the others are spared the way through the container's proxy. */
    private boolean isOfTheHub(String topic) {
        return topic.startsWith("$") && dialects.isOfTheHub(topic);
    }

    private static boolean permits(Admission.Admitted device, String topic) {
        return device.filters().publish().permitsTopic(topic);
    }

    private static boolean cuts(Admission.Admitted device) {
        return device.rules().foreignTopic() == ForeignTopic.CUT;
    }

    private static Screening unauthorized(boolean cut) {
        return cut ? UNAUTHORIZED_CUT : UNAUTHORIZED;
    }
}
