package org.axletree.web.console.connect;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axletree.hub.dialect.huawei.DeviceTopics;
import org.axletree.hub.registry.azure.AzureIdentityService;
import org.axletree.hub.registry.azure.HubPlace;
import org.axletree.hub.registry.credential.CredentialKind;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.device.Proof;
import org.axletree.hub.registry.huawei.HuaweiDevice;
import org.axletree.hub.registry.huawei.HuaweiDeviceService;
import org.axletree.hub.registry.huawei.ObjectDevices;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.password.PasswordDirectory;
import org.axletree.web.console.Endpoint;

/** How a device connects with the clients that people use: in its own dialect and with its own values; keys it leaves out. */
@Named
@RequestScoped
public class ConnectBox {
    /** The way of devices with objects. */
    public static final String OBJECTS = "LwM2M";

    @Inject
    private Endpoint endpoint;

    @Inject
    private AzureIdentityService azure;

    @Inject
    private HuaweiDeviceService huawei;

    @Inject
    private ObjectDevices objectDevices;

    @Inject
    private PageProofs proofs;

    @Inject
    private PasswordDirectory passwords;

    /** The same, with the key or the secret of the device where a word stands for it. */
    public List<Way> withKey(Device device, Hub hub, String key) {
        return of(device, hub).stream()
                .map(way -> new Way(
                        way.client(),
                        key.isEmpty()
                                ? way.text()
                                : way.text().replace(AzureWays.KEY, key).replace(HuaweiWays.SECRET, key)))
                .toList();
    }

    /** What Azure's SDKs read of a device with that key. */
    public String connectionString(Device device, Hub hub, String key) {
        return AzureWays.connectionString(device.name(), endpoint.hubHost(hub), azureServer(hub), key);
    }

    private Server azureServer(Hub hub) {
        return new Server(endpoint.reachableHost(hub), endpoint.tlsPort());
    }

    /** Empty where the device does not connect itself. */
    public List<Way> of(Device device, Hub hub) {
        Server plain = new Server(endpoint.host(), endpoint.plainPort());
        Server secure = new Server(endpoint.host(), endpoint.tlsPort());
        return switch (device.dialect()) {
            case AzureIdentityService.DIALECT ->
                AzureWays.of(
                        device.name(), endpoint.hubHost(hub), azureServer(hub), kind(device) == CredentialKind.SECRET);
            case HuaweiDeviceService.DIALECT ->
                gatewayOf(device).isPresent()
                        ? List.of()
                        : ofHuawei(huaweiDevice(device), device.allowInsecure() ? plain : secure);
            default -> device.allowInsecure() ? OpenWays.of(device.id(), plain) : ofAny(device, secure);
        };
    }

    private List<Way> ofAny(Device device, Server server) {
        return switch (proofs.of(device)) {
            case PASSWORD -> PasswordWays.of(passwords.userName(device.id()), server);
            case NOTHING -> List.of();
            default -> MutualWays.of(device.id(), server);
        };
    }

    /** It may speak MQTT or LwM2M; what it was heard to speak comes first. */
    private List<Way> ofHuawei(HuaweiDevice device, Server server) {
        boolean open = device.device().allowInsecure();
        boolean secret = device.kind() == CredentialKind.SECRET;
        List<Way> mqtt = HuaweiWays.of(device.id(), server, open, secret);
        if (!secret) {
            return mqtt;
        }
        Way objects = ObjectWays.of(device.nodeId(), objectServer(open), open);
        return objectDevices.contains(device.id())
                ? Stream.concat(Stream.of(objects), mqtt.stream()).toList()
                : Stream.concat(mqtt.stream(), Stream.of(objects)).toList();
    }

    /**
     * Where the device connects and as whom, as MQTT clients read it: {@code mqtts://user@host:port}. Passwords and keys are never
     * in it; empty where the device does not connect itself.
     */
    public String addressOf(Device device, Hub hub) {
        Server plain = new Server(endpoint.host(), endpoint.plainPort());
        Server secure = new Server(endpoint.host(), endpoint.tlsPort());
        return switch (device.dialect()) {
            case AzureIdentityService.DIALECT ->
                address("mqtts://", AzureWays.userName(device.name(), endpoint.hubHost(hub)), azureServer(hub));
            case HuaweiDeviceService.DIALECT -> addressOf(huaweiDevice(device));
            default ->
                device.allowInsecure()
                        ? address("mqtt://", device.id(), plain)
                        : switch (proofs.of(device)) {
                            case PASSWORD -> address("mqtts://", passwords.userName(device.id()), secure);
                            case NOTHING -> "";
                            default -> address("mqtts://", "", secure);
                        };
        };
    }

    private String addressOf(HuaweiDevice device) {
        if (device.gatewayId().isPresent()) {
            return "";
        }
        return device.device().allowInsecure()
                ? address("mqtt://", device.id(), new Server(endpoint.host(), endpoint.plainPort()))
                : address("mqtts://", device.id(), new Server(endpoint.host(), endpoint.tlsPort()));
    }

    /** Where a device registers that speaks LwM2M, and as which endpoint; empty of all others. */
    public String objectAddressOf(Device device) {
        if (!device.dialect().equals(HuaweiDeviceService.DIALECT)) {
            return "";
        }
        HuaweiDevice made = huaweiDevice(device);
        if (made.gatewayId().isPresent() || made.kind() != CredentialKind.SECRET) {
            return "";
        }
        boolean open = device.allowInsecure();
        return ObjectWays.address(objectServer(open), open) + "/rd?ep=" + encoded(made.nodeId());
    }

    private Server objectServer(boolean open) {
        return new Server(endpoint.host(), open ? endpoint.objectPort() : endpoint.secureObjectPort());
    }

    private static String address(String scheme, String user, Server server) {
        return scheme + (user.isEmpty() ? "" : encoded(user) + "@") + server.host() + ":" + server.port();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A topic on which the device may speak. */
    public String topicOf(Device device) {
        return switch (device.dialect()) {
            case AzureIdentityService.DIALECT -> AzureWays.topic(device.name());
            case HuaweiDeviceService.DIALECT -> DeviceTopics.messages(device.name());
            default -> "hello";
        };
    }

    /** The end of the key of what is said above: {@code open}, {@code owner}, {@code azure.key} and the like. */
    public String hintOf(Device device) {
        return switch (device.dialect()) {
            case AzureIdentityService.DIALECT ->
                kind(device) == CredentialKind.SECRET ? "azure.key" : "azure.certificate";
            case HuaweiDeviceService.DIALECT ->
                gatewayOf(device).isPresent()
                        ? "huawei.gateway"
                        : kind(device) == CredentialKind.SECRET ? "huawei.secret" : "huawei.certificate";
            default -> device.allowInsecure() ? "open" : hintOf(proofs.of(device));
        };
    }

    private static String hintOf(Proof proof) {
        return switch (proof) {
            case OWNERS_CERTIFICATE -> "owner";
            case PASSWORD -> "password";
            case NOTHING -> "nothing";
            default -> "secure";
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
