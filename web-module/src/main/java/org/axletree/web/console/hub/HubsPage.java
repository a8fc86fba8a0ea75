package org.axletree.web.console.hub;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.annotation.ManagedProperty;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.hub.HubQuery;
import org.axletree.hub.registry.hub.HubService;
import org.axletree.hub.registry.listing.Page;
import org.axletree.hub.registry.listing.PageRequest;
import org.axletree.web.console.PageNumber;
import org.axletree.web.console.Region;

/** All hubs, a page of cards at a time. */
@Named
@RequestScoped
public class HubsPage {
    private static final int CARDS = 24;

    @Inject
    private HubService hubs;

    @Inject
    @ManagedProperty("#{param.page}")
    private String wantedPage;

    private Page<Hub> shown;

    public List<Hub> getHubs() {
        return shown().items();
    }

    public long getTotal() {
        return shown().totalCount();
    }

    public int getPage() {
        return PageNumber.of(wantedPage);
    }

    public boolean isLastPage() {
        return (long) getPage() * CARDS >= getTotal();
    }

    private Page<Hub> shown() {
        if (shown == null) {
            HubQuery all = new HubQuery(Region.DEFAULT, Optional.empty(), Optional.empty(), Optional.empty());
            shown = hubs.list(all, new PageRequest(getPage(), CARDS, "name_asc"));
        }
        return shown;
    }
}
