package org.axletree.web.console.hub;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.annotation.ManagedProperty;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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

/** All hubs, or those whose names have a part in common, a page of cards at a time. */
@Named
@RequestScoped
public class HubsPage {
    /** With the longest names, too, a page stays below 250 KB with all that it loads. */
    private static final int CARDS = 9;

    private static final int NAME_BYTES = 255;

    @Inject
    private HubService hubs;

    @Inject
    @ManagedProperty("#{param.page}")
    private String wantedPage;

    @Inject
    @ManagedProperty("#{param.name}")
    private String wantedName;

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

    /** A name as a card has it: whole, unless its letters take more bytes than those of any name in ASCII. */
    public String shortened(String name) {
        return Texts.shortened(name, NAME_BYTES);
    }

    public List<Hub> getHubs() {
        return shown().items();
    }

    public long getTotal() {
        return shown().totalCount();
    }

    /** There is no hub at all that may be seen. */
    public boolean isNone() {
        return getTotal() == 0 && getName().isEmpty() && getPage() == 1;
    }

    /** There are more hubs than a page shows, or somebody looks for one of them. */
    public boolean isSearched() {
        return getTotal() > CARDS || !getName().isEmpty();
    }

    /** What is looked for in the names; empty if nothing is. */
    public String getName() {
        return Typed.stripped(wantedName);
    }

    /** Which of how many are shown, in words; empty if it is none. */
    public String getRange() {
        long first = (getPage() - 1L) * CARDS + 1;
        return getHubs().isEmpty()
                ? ""
                : Texts.of(
                        "hubs.range",
                        "first",
                        Texts.number(first),
                        "last",
                        Texts.number(first + getHubs().size() - 1),
                        "total",
                        Texts.number(getTotal()));
    }

    /** The query of the address of another page of the same hubs. */
    public String to(int page) {
        String name = getName().isEmpty() ? "" : "name=" + URLEncoder.encode(getName(), StandardCharsets.UTF_8) + "&";
        return "?" + name + "page=" + page;
    }

    public int getPage() {
        return PageNumber.of(wantedPage);
    }

    public boolean isLastPage() {
        return (long) getPage() * CARDS >= getTotal();
    }

    private Page<Hub> shown() {
        if (shown == null) {
            HubQuery query = new HubQuery(
                    Region.DEFAULT,
                    Optional.of(getName()).filter(name -> !name.isEmpty()),
                    Optional.empty(),
                    Optional.empty());
            shown = hubs.list(query, new PageRequest(getPage(), CARDS, "name_asc"));
        }
        return shown;
    }
}
