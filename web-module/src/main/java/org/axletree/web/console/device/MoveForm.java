package org.axletree.web.console.device;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.device.DevicePatch;
import org.axletree.hub.registry.device.DeviceService;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.hub.HubQuery;
import org.axletree.hub.registry.hub.HubService;
import org.axletree.hub.registry.listing.Page;
import org.axletree.hub.registry.listing.PageRequest;
import org.axletree.web.console.Done;
import org.axletree.web.console.Problems;
import org.axletree.web.console.Region;
import org.axletree.web.console.Texts;

/** Moves a device to another hub, where it lives on under its name and its id (scaleway.md B14). */
@Named
@ViewScoped
public class MoveForm implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String SORT = "name_asc";
    private static final int MOST_PAGES = 50;

    @Inject
    private DeviceService devices;

    @Inject
    private HubService hubs;

    @Inject
    private DevicePage devicePage;

    private String hubId = "";
    private transient List<Hub> others;

    /** The hubs that it is not in, by name; of more than five thousand, the first ones. */
    public List<Hub> getHubs() {
        if (others == null) {
            others = read();
        }
        return others;
    }

    private List<Hub> read() {
        HubQuery all = new HubQuery(Region.DEFAULT, Optional.empty(), Optional.empty(), Optional.empty());
        List<Hub> found = new ArrayList<>();
        int seen = 0;
        long total = 1;
        for (int page = 1; seen < total && page <= MOST_PAGES; page++) {
            Page<Hub> next = hubs.list(all, new PageRequest(page, PageRequest.MAX_PAGE_SIZE, SORT));
            found.addAll(next.items());
            seen += next.items().size();
            total = next.items().isEmpty() ? 0 : next.totalCount();
        }
        found.removeIf(hub -> hub.id().equals(devicePage.getDevice().hubId()));
        return found;
    }

    /** Its name, its plan if that is another, and that its owner's authority vouches for its devices if it does. */
    public String label(Hub hub) {
        List<String> other = new ArrayList<>();
        if (hub.productPlan() != devicePage.getHub().productPlan()) {
            String plan = Texts.of("plan." + hub.productPlan().name().toLowerCase(Locale.ROOT));
            other.add(Texts.of("move.plan", "plan", plan));
        }
        if (hub.hasCustomCa()) {
            other.add(Texts.of("move.own"));
        }
        return other.isEmpty() ? hub.name() : hub.name() + " (" + String.join(", ", other) + ")";
    }

    /** Whether it may move to where the certificate of a hub does not count. */
    public boolean isToOwners() {
        return getHubs().stream().anyMatch(Hub::hasCustomCa);
    }

    public String move() {
        try {
            devices.update(Region.DEFAULT, devicePage.getId(), DevicePatch.toHub(hubId));
            Done.there("done.moved");
            return devicePage.again();
        } catch (ProblemException refused) {
            Problems.show(refused, "move");
            return null;
        }
    }

    public String getHubId() {
        return hubId;
    }

    public void setHubId(String hubId) {
        this.hubId = hubId == null ? "" : hubId;
    }
}
