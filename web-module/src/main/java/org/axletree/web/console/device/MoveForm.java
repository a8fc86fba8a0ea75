package org.axletree.web.console.device;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.device.DevicePatch;
import org.axletree.hub.registry.device.DeviceService;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.hub.HubQuery;
import org.axletree.hub.registry.hub.HubService;
import org.axletree.hub.registry.listing.PageRequest;
import org.axletree.web.console.Problems;
import org.axletree.web.console.Region;

/** Moves a device to another hub, where it lives on under its name and its id (scaleway.md B14). */
@Named
@ViewScoped
public class MoveForm implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final PageRequest SOME = new PageRequest(1, PageRequest.MAX_PAGE_SIZE, "name_asc");

    @Inject
    private DeviceService devices;

    @Inject
    private HubService hubs;

    @Inject
    private DevicePage devicePage;

    private String hubId = "";

    /** The hubs that it is not in; of very many, the first ones. */
    public List<Hub> getHubs() {
        return hubs
                .list(new HubQuery(Region.DEFAULT, Optional.empty(), Optional.empty(), Optional.empty()), SOME)
                .items()
                .stream()
                .filter(hub -> !hub.id().equals(devicePage.getDevice().hubId()))
                .toList();
    }

    public String move() {
        try {
            devices.update(
                    Region.DEFAULT,
                    devicePage.getId(),
                    new DevicePatch(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(hubId)));
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
