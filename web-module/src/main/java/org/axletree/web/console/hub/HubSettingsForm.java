package org.axletree.web.console.hub;

import jakarta.annotation.PostConstruct;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.Optional;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.hub.HubPatch;
import org.axletree.hub.registry.hub.HubService;
import org.axletree.hub.registry.hub.ProductPlan;
import org.axletree.web.console.Difference;
import org.axletree.web.console.Done;
import org.axletree.web.console.Problems;
import org.axletree.web.console.Region;
import org.axletree.web.console.Typed;

/**
 * The dialog that changes a hub. What differs from what the page showed is sent to the registry, and nothing else: somebody else
 * may have changed the rest meanwhile.
 */
@Named
@ViewScoped
public class HubSettingsForm implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private HubService hubs;

    @Inject
    private HubPage hubPage;

    private transient Hub shown;
    private String name;
    private ProductPlan plan;
    private boolean events;
    private String eventsTopicPrefix;
    private boolean autoProvisioning;
    private String movedTo;

    @PostConstruct
    void read() {
        shown = hubPage.getHub();
        name = shown.name();
        plan = shown.productPlan();
        events = !shown.disableEvents();
        eventsTopicPrefix = shown.eventsTopicPrefix();
        autoProvisioning = shown.enableDeviceAutoProvisioning();
        movedTo = shown.movedTo().orElse("");
    }

    /** Saves, and shows the hub anew; stays if it was refused. */
    public String save() {
        Hub before = shown == null ? hubPage.getHub() : shown;
        HubPatch patch = new HubPatch(
                Difference.of(before.name(), name),
                Difference.of(before.productPlan(), plan),
                Difference.of(before.disableEvents(), !events),
                Difference.of(before.eventsTopicPrefix(), eventsTopicPrefix),
                Difference.of(before.enableDeviceAutoProvisioning(), autoProvisioning),
                Difference.of(before.movedTo().orElse(""), movedTo));
        return update(patch, "hubSettings");
    }

    /** Has the hub take in its devices again, and shows it anew. */
    public String takeBack() {
        HubPatch patch = new HubPatch(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(""));
        return update(patch, "hubActions");
    }

    private String update(HubPatch patch, String form) {
        try {
            hubs.update(Region.DEFAULT, hubPage.getId(), patch);
            Done.there("done.settings");
            return "/hub?faces-redirect=true&tab=settings&id=" + hubPage.getId();
        } catch (ProblemException refused) {
            Problems.show(refused, form);
            return null;
        }
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = Typed.stripped(name);
    }

    public ProductPlan getPlan() {
        return plan;
    }

    public void setPlan(ProductPlan plan) {
        this.plan = plan;
    }

    public boolean isEvents() {
        return events;
    }

    public void setEvents(boolean events) {
        this.events = events;
    }

    public String getEventsTopicPrefix() {
        return eventsTopicPrefix;
    }

    public void setEventsTopicPrefix(String eventsTopicPrefix) {
        this.eventsTopicPrefix = Typed.stripped(eventsTopicPrefix);
    }

    public boolean isAutoProvisioning() {
        return autoProvisioning;
    }

    public void setAutoProvisioning(boolean autoProvisioning) {
        this.autoProvisioning = autoProvisioning;
    }

    public String getMovedTo() {
        return movedTo;
    }

    public void setMovedTo(String movedTo) {
        this.movedTo = Typed.stripped(movedTo);
    }
}
