package org.axletree.web.console;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import org.axletree.core.filter.MessageFilters;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.device.CreatedDevice;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.device.DeviceService;
import org.axletree.hub.registry.device.NewDevice;
import org.axletree.hub.registry.hub.HubService;

/** The dialog that creates a device, and then shows its credentials, once (clouds.md B2). */
@Named
@ViewScoped
public class NewDeviceForm implements Serializable {
    private static final long serialVersionUID = 1L;

    @Inject
    private DeviceService devices;

    @Inject
    private HubService hubs;

    @Inject
    private Endpoint endpoint;

    @Inject
    private HubPage hubPage;

    private String name = "";
    private String description = "";
    private boolean allowInsecure;

    /** Lives as long as the dialog, in memory only: a private key must not be written with a session. */
    private transient DeviceCredentials credentials;

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
            String hubCa = hubs.authorityCertificate(Region.DEFAULT, hubPage.getId());
            DeviceCredentials.Server server =
                    new DeviceCredentials.Server(endpoint.host(), endpoint.tlsPort(), endpoint.serverCa());
            credentials = answer.certificate()
                    .map(issued -> DeviceCredentials.of(answer.device().name(), issued, hubCa, server))
                    .orElse(null);
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

    public void download(String fileName) throws IOException {
        Download.send(fileName, Download.PEM, credentials.file(fileName).text());
    }

    public void downloadAll() throws IOException {
        Download.send(credentials.archiveName(), Download.ZIP, credentials.archive());
    }

    public Device getCreated() {
        return created;
    }

    public DeviceCredentials getCredentials() {
        return credentials;
    }

    public List<CredentialFile> getFiles() {
        return credentials == null ? List.of() : credentials.files();
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
