package org.axletree.web.console.first;

import jakarta.faces.context.ExternalContext;
import jakarta.faces.context.FacesContext;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import org.axletree.core.filter.MessageFilters;
import org.axletree.hub.live.LiveFeed;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.device.CreatedDevice;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.device.DeviceService;
import org.axletree.hub.registry.device.NewDevice;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.hub.HubService;
import org.axletree.hub.registry.hub.NewHub;
import org.axletree.hub.registry.hub.ProductPlan;
import org.axletree.web.console.Done;
import org.axletree.web.console.Problems;
import org.axletree.web.console.Region;
import org.axletree.web.console.Typed;
import org.axletree.web.console.device.CredentialFiles;
import org.axletree.web.console.device.ShownCredentials;

/** The first steps: one button makes a hub and a device in it, and shows the credentials (scaleway.md A7). */
@Named
@ViewScoped
public class FirstHubForm implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private HubService hubs;

    @Inject
    private DeviceService devices;

    @Inject
    private CredentialFiles files;

    @Inject
    private LiveFeed live;

    private String hubName = "my-hub";
    private String deviceName = "my-first-device";
    private transient Hub hub;
    /** Lives as long as the dialog, in memory only: a private key must not be written with a session. */
    private transient ShownCredentials credentials;

    private transient Device created;

    /** Creates both; a hub whose device was refused is kept for the next try. */
    public void create() {
        if (hub == null && !make("first:name", this::makeHub)) {
            return;
        }
        make("first:device", this::makeDevice);
    }

    private void makeHub() {
        hub = hubs.create(new NewHub(
                Region.DEFAULT, hubName, Optional.empty(), ProductPlan.DEDICATED, Optional.empty(), Optional.empty()));
    }

    private void makeDevice() {
        CreatedDevice answer = devices.create(
                new NewDevice(Region.DEFAULT, hub.id(), deviceName, "", false, false, MessageFilters.EVERYTHING));
        live.expectWatch(hub.id());
        credentials = files.of(answer).orElse(null);
        created = answer.device();
        Done.here("done.created", "what", deviceName);
    }

    private static boolean make(String field, Runnable what) {
        try {
            what.run();
            return true;
        } catch (ProblemException refused) {
            Problems.showAt(refused, field);
            return false;
        }
    }

    /** Goes on to the hub; what was shown is gone for good. */
    public void end() throws IOException {
        credentials = null;
        ExternalContext external = FacesContext.getCurrentInstance().getExternalContext();
        external.redirect(
                external.getRequestContextPath() + (hub == null ? "/hubs" : "/hub?id=" + hub.id() + "&tab=devices"));
    }

    public Device getCreated() {
        return created;
    }

    public ShownCredentials getCredentials() {
        return credentials;
    }

    public String getHubName() {
        return hubName;
    }

    public void setHubName(String hubName) {
        this.hubName = Typed.stripped(hubName);
    }

    public String getDeviceName() {
        return deviceName;
    }

    public void setDeviceName(String deviceName) {
        this.deviceName = Typed.stripped(deviceName);
    }
}
