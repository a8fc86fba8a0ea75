package org.axletree.web.console.route;

import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axletree.core.topic.TopicFilter;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.listing.PageRequest;
import org.axletree.hub.registry.route.DeliveryPolicy;
import org.axletree.hub.registry.route.NewRoute;
import org.axletree.hub.registry.route.Route;
import org.axletree.hub.registry.route.RouteConfiguration;
import org.axletree.hub.registry.route.RouteDestination;
import org.axletree.hub.registry.route.RouteQuery;
import org.axletree.hub.registry.route.RouteService;
import org.axletree.hub.telemetry.Gauges;
import org.axletree.web.console.Problems;
import org.axletree.web.console.Region;
import org.axletree.web.console.hub.HubPage;

/** The routes of a hub, and the dialog that creates one. */
@Named
@ViewScoped
public class RoutesPage implements Serializable {
    private static final long serialVersionUID = 1L;

    /** As many as a hub has, unless the limit was raised. */
    private static final int MOST = 100;

    @Inject
    private RouteService routes;

    @Inject
    private HubPage hubPage;

    @Inject
    private Gauges gauges;

    private String name = "";
    private String topic = "";
    private String queueName = "";
    private transient List<Route> list;

    public List<Route> getList() {
        if (list == null) {
            RouteQuery ofHub = new RouteQuery(Region.DEFAULT, Optional.of(hubPage.getId()), Optional.empty());
            list = routes.list(ofHub, new PageRequest(1, MOST, "name_asc")).items();
        }
        return list;
    }

    /** What a route leads to, as people know it. */
    public String destination(Route route) {
        return route.destination().map(RouteDestination::label).orElse(route.kind());
    }

    /** What lay in the queue of a route a moment ago; empty where there was nothing, and where nobody knows. */
    public String waiting(String routeId) {
        return gauges.backlogOf(routeId)
                .filter(backlog -> backlog.messages() > 0)
                .map(backlog -> backlog.messages() + " waiting, the oldest for "
                        + Math.round(backlog.lagSeconds(Instant.now())) + " s")
                .orElse("");
    }

    /** An empty form. */
    public void begin() {
        name = "";
        topic = "";
        queueName = "";
    }

    public void create() {
        try {
            TopicFilter.problemWith(topic).ifPresent(problem -> {
                throw ProblemException.invalid("topic", "format", problem);
            });
            routes.create(new NewRoute(
                    Region.DEFAULT,
                    hubPage.getId(),
                    name,
                    TopicFilter.of(topic),
                    new RouteConfiguration("jms", Map.of("queue_name", queueName)),
                    DeliveryPolicy.STANDARD));
            list = null;
        } catch (ProblemException refused) {
            Problems.show(refused, "newRoute");
        }
    }

    /** The route is named by the button and not by its place: the list may be another by now. */
    public void delete() {
        String chosen = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterMap()
                .getOrDefault("route", "");
        try {
            routes.delete(Region.DEFAULT, chosen);
        } catch (ProblemException refused) {
            Problems.show(refused, "routes");
        }
        list = null;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name == null ? "" : name.strip();
    }

    public String getTopic() {
        return topic;
    }

    public void setTopic(String topic) {
        this.topic = topic == null ? "" : topic;
    }

    public String getQueueName() {
        return queueName;
    }

    public void setQueueName(String queueName) {
        this.queueName = queueName == null ? "" : queueName.strip();
    }
}
