package org.axletree.web.console.device;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.azure.AzureIdentity;
import org.axletree.hub.registry.azure.AzureIdentityService;
import org.axletree.hub.registry.azure.HubPlace;
import org.axletree.hub.registry.azure.IdentityDraft;
import org.axletree.hub.registry.credential.CredentialKind;
import org.axletree.hub.registry.credential.DeviceCredential;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.device.Proof;
import org.axletree.hub.registry.huawei.CredentialSlot;
import org.axletree.hub.registry.huawei.HuaweiDeviceService;
import org.axletree.web.console.Done;
import org.axletree.web.console.Problems;
import org.axletree.web.console.Texts;
import org.axletree.web.console.connect.PageProofs;

/**
 * What devices of other clouds prove themselves with. Keys are in no page before somebody asks for them, and are forgotten with the
 * next step; a new secret of a Huawei device is shown once.
 */
@Named
@ViewScoped
public class KeysForm implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String FORM = "keys";

    @Inject
    private AzureIdentityService azure;

    @Inject
    private HuaweiDeviceService huawei;

    @Inject
    private DevicePage devicePage;

    @Inject
    private AzureKeys azureKeys;

    @Inject
    private PageProofs proofs;

    /** In memory only: a secret must not be written with a session. */
    private transient List<ShownKey> shown = List.of();

    public boolean isAzure() {
        return devicePage.getDevice().dialect().equals(AzureIdentityService.DIALECT);
    }

    public boolean isHuawei() {
        return devicePage.getDevice().dialect().equals(HuaweiDeviceService.DIALECT);
    }

    public boolean isHuaweiSecret() {
        return isHuawei() && proofs.of(devicePage.getDevice()) == Proof.SECRET;
    }

    /** {@code secret}, {@code thumbprint}, {@code certificate} or {@code authority}, of an Azure device. */
    public String getKind() {
        return identity().credential().kind().name().toLowerCase(Locale.ROOT);
    }

    public List<String> getThumbprints() {
        DeviceCredential credential = identity().credential();
        return Stream.of(credential.primaryThumbprint(), credential.secondaryThumbprint())
                .filter(text -> !text.isEmpty())
                .toList();
    }

    public List<ShownKey> getShown() {
        return shown == null ? List.of() : shown;
    }

    public void show() {
        Caller.requireChange("device"); // whoever has a key is the device
        shown = azureKeys.of(identity(), devicePage.getHub());
    }

    public void hide() {
        shown = List.of();
    }

    /** Another primary key: the secondary one goes on working, so that devices can be changed over in between. */
    public void renewPrimary() {
        renew(true);
    }

    public void renewSecondary() {
        renew(false);
    }

    private void renew(boolean primary) {
        hide();
        try {
            AzureIdentity identity = identity();
            DeviceCredential fresh = AzureIdentityService.newKeys();
            DeviceCredential before = identity.credential();
            DeviceCredential after = DeviceCredential.secrets(
                    primary ? fresh.primary().orElseThrow() : before.primary().orElseThrow(),
                    primary ? before.secondary() : fresh.secondary());
            azure.update(
                    place(),
                    devicePage.getDevice().name(),
                    new IdentityDraft(
                            Optional.of(after),
                            identity.device().enabled(),
                            identity.statusReason(),
                            identity.iotEdge()),
                    OptionalLong.of(identity.revision()));
            devicePage.refresh();
            show();
            Done.here("done.key");
        } catch (ProblemException refused) {
            Problems.show(refused, FORM);
        }
    }

    /** Another secret of a Huawei device, which is cut off: it comes back with the new one. */
    public void resetSecret() {
        hide();
        try {
            Device device = devicePage.getDevice();
            String secret = huawei.resetSecret(
                    huawei.addressOf(device.name()), device.name(), CredentialSlot.PRIMARY, Optional.empty(), true);
            shown = List.of(new ShownKey(Texts.of("shown.secret"), secret));
            Done.here("done.secret");
        } catch (ProblemException refused) {
            Problems.show(refused, FORM);
        }
    }

    public boolean isWithSecret() {
        return isAzure() && identity().credential().kind() == CredentialKind.SECRET;
    }

    private AzureIdentity identity() {
        return azure.get(place(), devicePage.getDevice().name());
    }

    private HubPlace place() {
        return new HubPlace(
                devicePage.getDevice().region(), devicePage.getDevice().hubId());
    }
}
