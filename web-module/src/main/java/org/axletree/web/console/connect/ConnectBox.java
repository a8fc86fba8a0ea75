package org.axletree.web.console.connect;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import org.axletree.hub.registry.azure.AzureIdentityService;
import org.axletree.hub.registry.azure.HubPlace;
import org.axletree.hub.registry.credential.CredentialKind;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.huawei.HuaweiDevice;
import org.axletree.hub.registry.huawei.HuaweiDeviceService;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.web.console.Endpoint;

/** How a device connects with the clients that people use: in its own dialect and with its own values; keys it leaves out. */
@Named
@RequestScoped
public class ConnectBox {
    @Inject
    private Endpoint endpoint;

    @Inject
    private AzureIdentityService azure;

    @Inject
    private HuaweiDeviceService huawei;

    /** Empty where the device does not connect itself. */
    public List<Way> of(Device device, Hub hub) {
        Server plain = new Server(endpoint.host(), endpoint.plainPort());
        Server secure = new Server(endpoint.host(), endpoint.tlsPort());
        return switch (device.dialect()) {
            case AzureIdentityService.DIALECT ->
                AzureWays.of(
                        device.name(),
                        endpoint.hubHost(hub),
                        new Server(endpoint.reachableHost(hub), endpoint.tlsPort()),
                        kind(device) == CredentialKind.SECRET);
            case HuaweiDeviceService.DIALECT ->
                gatewayOf(device).isPresent()
                        ? List.of()
                        : HuaweiWays.of(
                                device.name(),
                                device.allowInsecure() ? plain : secure,
                                device.allowInsecure(),
                                kind(device) == CredentialKind.SECRET);
            default -> device.allowInsecure() ? OpenWays.of(device.id(), plain) : MutualWays.of(device.id(), secure);
        };
    }

    /** The end of the key of what is said above: {@code open}, {@code secure}, {@code azure.key} and the like. */
    public String hintOf(Device device) {
        return switch (device.dialect()) {
            case AzureIdentityService.DIALECT ->
                kind(device) == CredentialKind.SECRET ? "azure.key" : "azure.certificate";
            case HuaweiDeviceService.DIALECT ->
                gatewayOf(device).isPresent()
                        ? "huawei.gateway"
                        : kind(device) == CredentialKind.SECRET ? "huawei.secret" : "huawei.certificate";
            default -> device.allowInsecure() ? "open" : "secure";
        };
    }

    private CredentialKind kind(Device device) {
        return device.dialect().equals(AzureIdentityService.DIALECT)
                ? azure.get(new HubPlace(device.region(), device.hubId()), device.name())
                        .credential()
                        .kind()
                : huaweiDevice(device).kind();
    }

    private Optional<String> gatewayOf(Device device) {
        return huaweiDevice(device).gatewayId();
    }

    private HuaweiDevice huaweiDevice(Device device) {
        return huawei.get(huawei.addressOf(device.name()), device.name());
    }
}
