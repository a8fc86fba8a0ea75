package org.axletree.web.console.device;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axletree.core.filter.MessageFilters;
import org.axletree.hub.dialect.huawei.GatewayNotices;
import org.axletree.hub.dialect.huawei.HuaweiFilters;
import org.axletree.hub.live.LiveFeed;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.azure.AzureIdentity;
import org.axletree.hub.registry.azure.AzureIdentityService;
import org.axletree.hub.registry.azure.HubPlace;
import org.axletree.hub.registry.device.CreatedDevice;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.device.DeviceService;
import org.axletree.hub.registry.device.NewDevice;
import org.axletree.hub.registry.huawei.HuaweiAddress;
import org.axletree.hub.registry.huawei.HuaweiDeviceService;
import org.axletree.hub.registry.huawei.ObjectDevices;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.hub.ProductPlan;
import org.axletree.web.console.Done;
import org.axletree.web.console.Problems;
import org.axletree.web.console.Region;
import org.axletree.web.console.Texts;
import org.axletree.web.console.Typed;
import org.axletree.web.console.connect.ConnectBox;
import org.axletree.web.console.connect.Way;
import org.axletree.web.console.hub.HubPage;

/**
 * The dialog that creates a device of whatever kind, as the API of its cloud does, and then shows its credentials, once
 * (scaleway.md B2).
 */
@Named
@ViewScoped
public class NewDeviceForm implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String FORM = "newDevice";
    private static final String USUAL = "mqtt";
    private static final String AZURE = "azure";
    private static final String HUAWEI = "huawei";
    /** LwM2M devices, which are registered in Huawei's words. */
    private static final String OBJECTS = "lwm2m";

    @Inject
    private DeviceService devices;

    @Inject
    private AzureIdentityService azureDevices;

    @Inject
    private HuaweiDeviceService huaweiDevices;

    @Inject
    private GatewayNotices gateways;

    @Inject
    private ObjectDevices objectDevices;

    @Inject
    private CredentialFiles files;

    @Inject
    private AzureKeys azureKeys;

    @Inject
    private ConnectBox connectBox;

    @Inject
    private LiveFeed live;

    @Inject
    private HubPage hubPage;

    private String kind = USUAL;
    private String name = "";
    private String description = "";
    private boolean allowInsecure;
    private AzureDraft azure = new AzureDraft();
    private HuaweiDraft huawei = new HuaweiDraft();

    /** Lives as long as the dialog, in memory only: a private key must not be written with a session. */
    private transient ShownCredentials credentials;

    private transient List<ShownKey> keys;

    private transient Device created;

    public void create() {
        try {
            switch (kind) {
                case AZURE -> createAzure();
                case HUAWEI, OBJECTS -> createHuawei();
                default -> createManaged();
            }
            live.expectWatch(hubPage.getId());
            hubPage.refresh();
            Done.here("done.created", "what", created.name());
        } catch (ProblemException refused) {
            show(refused);
        }
    }

    private void createManaged() {
        CreatedDevice answer = devices.create(new NewDevice(
                Region.DEFAULT, hubPage.getId(), name, description, allowInsecure, false, MessageFilters.EVERYTHING));
        credentials = files.of(answer).orElse(null);
        created = answer.device();
    }

    private void createAzure() {
        AzureIdentity identity =
                azureDevices.create(new HubPlace(Region.DEFAULT, hubPage.getId()), name, azure.identity());
        keys = azureKeys.of(identity, hubPage.getHub());
        created = identity.device();
    }

    private void createHuawei() {
        Hub hub = hubPage.getHub();
        HuaweiDeviceService.Registered registered = huaweiDevices.create(
                new HuaweiAddress(hub.projectId(), Optional.of(hub.id())),
                huawei.device(description, allowInsecure),
                HuaweiFilters.OWN_TOPICS);
        gateways.added(registered.device());
        created = registered.device().device();
        if (kind.equals(OBJECTS)) {
            objectDevices.add(created.id(), created.name());
        }
        keys = registered.secret().map(secret -> new ShownKey(Texts.of("shown.secret"), secret)).stream()
                .toList();
    }

    /** That a name is taken Azure's words say of the device, as a state that it is in; that no such gateway is there, Huawei's of that. */
    private static void show(ProblemException refused) {
        if (refused.problem() instanceof Problem.TransientState) {
            Problems.showAt(refused, FORM + ":deviceId");
        } else if (refused.problem() instanceof Problem.NotFound missing
                && missing.resource().equals("gateway")) {
            Problems.showAt(refused, FORM + ":gateway_id");
        } else {
            Problems.show(refused, FORM);
        }
    }

    /** An empty form; what was shown is gone for good. */
    public void begin() {
        kind = USUAL;
        another();
    }

    /** An empty form for another device of the same kind. */
    public void another() {
        credentials = null;
        keys = null;
        created = null;
        name = "";
        description = "";
        allowInsecure = false;
        azure = new AzureDraft();
        huawei = new HuaweiDraft();
    }

    public List<String> getKinds() {
        return List.of(USUAL, AZURE, HUAWEI, OBJECTS);
    }

    /** Devices of other clouds acknowledge their messages, which the shared plan does not allow. */
    public boolean isPossible() {
        return kind.equals(USUAL) || hubPage.getHub().productPlan() != ProductPlan.SHARED;
    }

    /** Whether what is shown is shown nowhere else. */
    public boolean isShownOnce() {
        return !kind.equals(AZURE);
    }

    public List<ShownKey> getKeys() {
        return keys == null ? List.of() : keys;
    }

    /** How the created device connects, with its key in it. */
    public List<Way> getWays() {
        String key = getKeys().isEmpty() ? "" : getKeys().get(0).text();
        Stream<Way> ways = connectBox.withKey(created, hubPage.getHub(), key).stream();
        return (kind.equals(OBJECTS) ? ways.filter(way -> way.client().equals(ConnectBox.OBJECTS)) : ways).toList();
    }

    /** The key of what is said above the ways. */
    public String getHint() {
        if (kind.equals(OBJECTS)) {
            return "new.hint.lwm2m";
        }
        if (kind.equals(HUAWEI) && created.parentId().isPresent()) {
            return "new.hint.gateway";
        }
        return !getKeys().isEmpty() ? "new.hint.key" : kind.equals(USUAL) ? "new.hint.owner" : "new.hint.certificate";
    }

    public Device getCreated() {
        return created;
    }

    public ShownCredentials getCredentials() {
        return credentials;
    }

    public AzureDraft getAzure() {
        return azure;
    }

    public HuaweiDraft getHuawei() {
        return huawei;
    }

    public String getKind() {
        return kind;
    }

    public void setKind(String kind) {
        this.kind = getKinds().contains(kind) ? kind : USUAL;
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = Typed.stripped(name);
    }

    public String getDescription() {
        return description;
    }

    public void setDescription(String description) {
        this.description = Typed.stripped(description);
    }

    public boolean isAllowInsecure() {
        return allowInsecure;
    }

    public void setAllowInsecure(boolean allowInsecure) {
        this.allowInsecure = allowInsecure;
    }
}
