package org.axletree.web.console.hub;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.annotation.ManagedProperty;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.hub.HubQuery;
import org.axletree.hub.registry.hub.HubService;
import org.axletree.hub.registry.listing.Page;
import org.axletree.hub.registry.listing.PageRequest;
import org.axletree.web.console.Done;
import org.axletree.web.console.PageNumber;
import org.axletree.web.console.Problems;
import org.axletree.web.console.Region;
import org.axletree.web.console.Texts;
import org.axletree.web.console.Typed;

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

    private String chosen = "";
    private String confirmation = "";
    private Page<Hub> shown;

    /** Deletes the selected hubs and their devices, once the word is typed (scaleway.md A9). */
    public String deleteChosen() {
        if (!HubPage.DELETE_WORD.equals(confirmation)) {
            Problems.show(
                    ProblemException.invalid("confirmation", "constraint", Texts.of("confirmation.delete")),
                    "deleteHubs");
            return null;
        }
        try {
            hubs.delete(Region.DEFAULT, new HashSet<>(List.of(chosen.split(" "))), true);
            Done.there("done.hubs.deleted");
            return "/hubs?faces-redirect=true";
        } catch (ProblemException refused) {
            Problems.show(refused, "deleteHubs");
            return null;
        }
    }

    public String getChosen() {
        return chosen;
    }

    public void setChosen(String chosen) {
        this.chosen = Typed.stripped(chosen);
    }

    public String getConfirmation() {
        return confirmation;
    }

    public void setConfirmation(String confirmation) {
        this.confirmation = Typed.stripped(confirmation);
    }

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
