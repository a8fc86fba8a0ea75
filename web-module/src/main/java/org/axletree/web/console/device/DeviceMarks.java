package org.axletree.web.console.device;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Collection;
import org.axletree.hub.registry.azure.AzureIdentityService;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.huawei.HuaweiDeviceService;
import org.axletree.hub.registry.huawei.ObjectDevices;
import org.axletree.web.console.connect.PageProofs;

/** How devices are told from others, in a word for each. */
@Named
@RequestScoped
public class DeviceMarks {
    @Inject
    private PageProofs proofs;

    @Inject
    private ObjectDevices objectDevices;

    /** Looks several up at once, as for a list. */
    void look(Collection<Device> devices) {
        proofs.look(devices);
    }

    /** Whose words it speaks: {@code scaleway}, {@code azure}, {@code huawei}, or {@code lwm2m} as it was heard to. */
    public String kind(Device device) {
        return device.dialect().equals(HuaweiDeviceService.DIALECT) && objectDevices.contains(device.name())
                ? "lwm2m"
                : device.dialect();
    }

    /** How it proves to be who it says: {@code insecure}, {@code certificate}, {@code key} and the like. */
    public String security(Device device) {
        if (device.allowInsecure()) {
            return "insecure";
        }
        if (device.dialect().equals(HuaweiDeviceService.DIALECT)
                && device.parentId().isPresent()) {
            return "gateway";
        }
        return switch (proofs.of(device)) {
            case CERTIFICATE -> "certificate";
            case OWNERS_CERTIFICATE -> "owner";
            case THUMBPRINT -> "thumbprint";
            case VERIFIED_AUTHORITY -> "authority";
            case SECRET -> device.dialect().equals(AzureIdentityService.DIALECT) ? "key" : "secret";
            case PASSWORD -> "password";
            case NOTHING -> "nothing";
        };
    }
}
