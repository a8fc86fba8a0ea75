package org.axletree.web.console.device;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import org.axletree.core.filter.MessageFilters;
import org.axletree.hub.live.LiveFeed;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.device.CreatedDevice;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.device.DeviceService;
import org.axletree.hub.registry.device.NewDevice;
import org.axletree.web.console.Problems;
import org.axletree.web.console.Region;
import org.axletree.web.console.hub.HubPage;

/** The dialog that creates a device, and then shows its credentials, once (scaleway.md B2). */
@Named
@ViewScoped
public class NewDeviceForm implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private DeviceService devices;

    @Inject
    private CredentialFiles files;

    @Inject
    private LiveFeed live;

    @Inject
    private HubPage hubPage;

    private String name = "";
    private String description = "";
    private boolean allowInsecure;

    /** Lives as long as the dialog, in memory only: a private key must not be written with a session. */
    private transient ShownCredentials credentials;

    private transient Device created;

    public void create() {
        try {
            CreatedDevice answer = devices.create(new NewDevice(
                    Region.DEFAULT,
                    hubPage.getId(),
                    name,
                    description,
                    allowInsecure,
                    false,
                    MessageFilters.EVERYTHING));
            live.expectWatch(hubPage.getId());
            credentials = files.of(answer).orElse(null);
            created = answer.device();
            hubPage.refresh();
        } catch (ProblemException refused) {
            Problems.show(refused, "newDevice");
        }
    }

    /** An empty form; what was shown is gone for good. */
    public void begin() {
        credentials = null;
        created = null;
        name = "";
        description = "";
        allowInsecure = false;
    }

    public Device getCreated() {
        return created;
    }

    public ShownCredentials getCredentials() {
        return credentials;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name == null ? "" : name.strip();
    }

    public String getDescription() {
        return description;
    }

    public void setDescription(String description) {
        this.description = description == null ? "" : description.strip();
    }

    public boolean isAllowInsecure() {
        return allowInsecure;
    }

    public void setAllowInsecure(boolean allowInsecure) {
        this.allowInsecure = allowInsecure;
    }
}
