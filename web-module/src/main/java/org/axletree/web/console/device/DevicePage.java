package org.axletree.web.console.device;

import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Stream;
import org.axletree.hub.live.LiveFeed;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.device.DeviceService;
import org.axletree.hub.registry.huawei.ObjectDevices;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.hub.HubService;
import org.axletree.web.console.Done;
import org.axletree.web.console.Problems;
import org.axletree.web.console.Region;

/** One device: what it is, what it may do, and what can be done with it. */
@Named
@ViewScoped
public class DevicePage implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final List<String> TABS =
            List.of("overview", "messages", "connect", "client", "session", "twin", "security", "timeline");
    private static final String OBJECTS = "objects";

    @Inject
    private DeviceService devices;

    @Inject
    private HubService hubs;

    @Inject
    private LiveFeed live;

    @Inject
    private ObjectDevices objectDevices;

    private String id;
    private String tab = "";
    private transient Device device;
    private transient Hub hub;

    /** Finds the device, or answers that there is none. */
    public void open() throws IOException {
        try {
            device = devices.get(Region.DEFAULT, id == null ? "" : id);
            live.expectWatch(device.hubId());
        } catch (ProblemException unknown) {
            FacesContext faces = FacesContext.getCurrentInstance();
            faces.getExternalContext().responseSendError(404, "");
            faces.responseComplete();
        }
    }

    /** What of the device is shown; the overview where nothing, or nonsense, was asked for. */
    public String getTab() {
        return TABS.contains(tab) || OBJECTS.equals(tab) ? tab : TABS.get(0);
    }

    public void setTab(String tab) {
        this.tab = tab == null ? "" : tab;
    }

    /** Objects only have devices that speak LwM2M. */
    public List<String> getTabs() {
        return objectDevices.contains(getDevice().name())
                ? Stream.concat(TABS.stream(), Stream.of(OBJECTS)).toList()
                : TABS;
    }

    /** The same page once more, as for whoever has changed the device. */
    String again() {
        return "/device?faces-redirect=true&tab=" + getTab() + "&id=" + id;
    }

    public Device getDevice() {
        if (device == null) {
            device = devices.get(Region.DEFAULT, id);
        }
        return device;
    }

    /** The hub it belongs to. */
    public Hub getHub() {
        if (hub == null) {
            hub = hubs.get(Region.DEFAULT, getDevice().hubId());
        }
        return hub;
    }

    public String getPublishRights() {
        return Rights.inWords(getDevice().messageFilters().publish());
    }

    public String getSubscribeRights() {
        return Rights.inWords(getDevice().messageFilters().subscribe());
    }

    /** Reads the device again: it has changed. */
    public void refresh() {
        device = null;
    }

    public void enable() {
        change("done.device.enabled", () -> device = devices.enable(Region.DEFAULT, id));
    }

    public void disable() {
        change("done.device.disabled", () -> device = devices.disable(Region.DEFAULT, id));
    }

    /** Deletes the device, and goes back to its hub. */
    public String delete() {
        String hubId = getDevice().hubId();
        try {
            String name = getDevice().name();
            devices.delete(Region.DEFAULT, id);
            Done.there("done.deleted", "what", name);
            return "/hub?faces-redirect=true&tab=devices&id=" + hubId;
        } catch (ProblemException refused) {
            Problems.show(refused, "deviceActions");
            return null;
        }
    }

    private static void change(String done, Runnable what) {
        try {
            what.run();
            Done.here(done);
        } catch (ProblemException refused) {
            Problems.show(refused, "deviceActions");
        }
    }

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }
}
