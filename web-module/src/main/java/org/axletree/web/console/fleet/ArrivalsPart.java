package org.axletree.web.console.fleet;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.annotation.ManagedProperty;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import org.axletree.hub.registry.fleet.Arrivals;
import org.axletree.hub.registry.fleet.ArrivedDevice;
import org.axletree.hub.registry.listing.PageRequest;
import org.axletree.web.console.PageNumber;
import org.axletree.web.console.Region;

/** Devices that moved into a hub: which of them were heard of since, and why the others were refused. */
@Named
@RequestScoped
public class ArrivalsPart {
    private static final int ROWS = 50;
    private static final List<String> CHOICES = List.of("", "no", "yes");

    @Inject
    private Arrivals arrivals;

    @Inject
    @ManagedProperty("#{param.arrived}")
    private String arrived;

    @Inject
    @ManagedProperty("#{param.page}")
    private String wantedPage;

    private Arrivals.Status status;

    private Arrivals.Status status(String hubId) {
        if (status == null) {
            status = arrivals.status(Region.DEFAULT, hubId, which(), new PageRequest(getPage(), ROWS, ""));
        }
        return status;
    }

    public Arrivals.Counts counts(String hubId) {
        return status(hubId).counts();
    }

    /** In the order of their names. */
    public List<ArrivedDevice> of(String hubId) {
        return status(hubId).devices();
    }

    private Optional<Boolean> which() {
        return getArrived().isEmpty()
                ? Optional.empty()
                : Optional.of(getArrived().equals("yes"));
    }

    /** {@code yes}, {@code no}, or empty for all. */
    public String getArrived() {
        return CHOICES.contains(arrived) ? arrived : "";
    }

    public List<String> getChoices() {
        return CHOICES;
    }

    public int getPage() {
        return PageNumber.of(wantedPage);
    }

    public int lastPage(String hubId) {
        return (int) Math.max(1, (counts(hubId).of(which()) + ROWS - 1) / ROWS);
    }
}
