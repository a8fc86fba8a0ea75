package org.axletree.web.console.route;

import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.axletree.hub.delivery.DeadLetterService;
import org.axletree.hub.delivery.RouteDeliveries;
import org.axletree.hub.delivery.RouteStatus;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.listing.PageRequest;
import org.axletree.hub.registry.route.Route;
import org.axletree.hub.registry.route.RouteDestination;
import org.axletree.hub.registry.route.RouteKinds;
import org.axletree.hub.registry.route.RouteQuery;
import org.axletree.hub.registry.route.RouteService;
import org.axletree.hub.telemetry.Gauges;
import org.axletree.web.console.Done;
import org.axletree.web.console.Problems;
import org.axletree.web.console.Region;
import org.axletree.web.console.Spans;
import org.axletree.web.console.Texts;
import org.axletree.web.console.hub.HubPage;

/** The routes of a hub: where they lead, how they are, and what can be done with them. */
@Named
@ViewScoped
public class RoutesPage implements Serializable {
    private static final long serialVersionUID = 1L;
    /** As many as a hub has, unless the limit was raised. */
    private static final int MOST = 100;

    @Inject
    private RouteService routes;

    @Inject
    private RouteDeliveries deliveries;

    @Inject
    private DeadLetterService letters;

    @Inject
    private RouteKinds kinds;

    @Inject
    private HubPage hubPage;

    @Inject
    private Gauges gauges;

    private transient List<Route> list;

    public List<Route> getList() {
        if (list == null) {
            RouteQuery ofHub = new RouteQuery(Region.DEFAULT, Optional.of(hubPage.getId()), Optional.empty());
            list = routes.list(ofHub, new PageRequest(1, MOST, "name_asc")).items();
        }
        return list;
    }

    /** What a route leads to, as people know it; never a secret. */
    public String destination(Route route) {
        return route.destination().map(RouteDestination::label).orElseGet(() -> shown(route));
    }

    private String shown(Route route) {
        return kinds.find(route.kind())
                .map(kind -> kind.shown(route.configuration()))
                .flatMap(values -> List.of("uri", "url", "bucket_name", "host", "bootstrap_servers").stream()
                        .filter(values::containsKey)
                        .map(name -> String.valueOf(values.get(name)))
                        .findFirst())
                .orElse(route.kind());
    }

    public RouteStatus status(Route route) {
        return deliveries.statusOf(route);
    }

    /** As the style sheet and the script name it. */
    public String state(Route route) {
        return status(route).state().label();
    }

    public String dead(Route route) {
        return Texts.counted("word.dead", status(route).deadLetters());
    }

    /** Why the oldest dead letter is one; empty where there is none, and where the target takes nothing at all. */
    public String refused(Route route) {
        RouteStatus status = status(route);
        if (status.deadLetters() == 0 || status.state() == RouteStatus.State.FAILING) {
            return "";
        }
        try {
            return letters.list(Region.DEFAULT, route.id(), new PageRequest(1, 1, "")).items().stream()
                    .findFirst()
                    .map(letter -> Texts.of("word.refused", "why", letter.error()))
                    .orElse("");
        } catch (ProblemException unreadable) {
            return "";
        }
    }

    /** What lay in the queue of a route a moment ago; empty where there was nothing, and where nobody knows. */
    public String waiting(String routeId) {
        return gauges.backlogOf(routeId)
                .filter(backlog -> backlog.messages() > 0)
                .map(backlog -> Texts.of(
                        "route.waiting",
                        "count",
                        Texts.number(backlog.messages()),
                        "span",
                        Spans.inWords(Duration.ofSeconds(Math.round(backlog.lagSeconds(Instant.now()))))))
                .orElse("");
    }

    public void pause() {
        change("done.route.paused", chosen -> routes.pause(Region.DEFAULT, chosen, true));
    }

    public void resume() {
        change("done.route.resumed", chosen -> routes.pause(Region.DEFAULT, chosen, false));
    }

    public void delete() {
        change("done.route.deleted", chosen -> routes.delete(Region.DEFAULT, chosen));
    }

    /** The route is named by the button and not by its place: the list may be another by now. */
    private void change(String done, Consumer<String> what) {
        try {
            what.accept(chosen());
            Done.here(done);
        } catch (ProblemException refused) {
            Problems.show(refused, "routes");
        }
        refresh();
    }

    static String chosen() {
        return FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterMap()
                .getOrDefault("route", "");
    }

    public void refresh() {
        list = null;
    }
}
