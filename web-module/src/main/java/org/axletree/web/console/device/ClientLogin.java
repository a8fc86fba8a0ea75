package org.axletree.web.console.device;

import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import org.axletree.core.crypto.HmacSha256;
import org.axletree.core.door.HandoverPlace;
import org.axletree.core.topic.Topic;
import org.axletree.hub.dialect.huawei.DeviceTopics;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.azure.AzureIdentityService;
import org.axletree.hub.registry.azure.HubPlace;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.huawei.ObjectDevices;
import org.axletree.hub.registry.password.PasswordDirectory;
import org.axletree.web.console.Endpoint;
import org.axletree.web.console.Problems;
import org.axletree.web.console.connect.ConnectBox;
import org.primefaces.PrimeFaces;

/**
 * How the MQTT client of a page logs in as a device. A token for an Azure device is made here, since its key need not leave the
 * hub for that; a Huawei device's secret is known to its owner alone.
 */
@Named
@RequestScoped
public class ClientLogin {
    /** What somebody must be able to change who speaks as a device. */
    private static final String CHANGED = "device";

    private static final long TOKEN_SECONDS = 3_600;
    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("yyyyMMddHH").withZone(ZoneOffset.UTC);

    @Inject
    private Endpoint endpoint;

    @Inject
    private ConnectBox connectBox;

    @Inject
    private AzureIdentityService azure;

    @Inject
    private ObjectDevices objectDevices;

    @Inject
    private PasswordDirectory passwords;

    @Inject
    private DevicePage devicePage;

    @Inject
    private FilterTest filterTest;

    /** Where a server that somebody else runs has no guard, nobody hands connections over. */
    public boolean isServed() {
        return HandoverPlace.present().isPresent();
    }

    /** {@code open}, {@code secure}, {@code azure.key}, {@code password}, {@code objects} and the like. */
    public String getKind() {
        Device device = devicePage.getDevice();
        if (objectDevices.contains(device.name())) {
            return "objects";
        }
        return connectBox.hintOf(device);
    }

    /** Whether a page can prove to be the device, and who looks at it may: as the device one changes what there is. */
    public boolean isPossible() {
        return getObstacle().isEmpty();
    }

    /** Why nobody connects from this page, as the end of a text's key; empty if nothing is in the way. */
    public String getObstacle() {
        if (!isServed()) {
            return "notServed";
        }
        if (!Caller.current().mayChange(CHANGED)) {
            return "onlyLooks";
        }
        if (!isProvable()) {
            return getKind();
        }
        return isSecure() || devicePage.getDevice().allowInsecure() ? "" : "tls";
    }

    /** Who let the device in over TLS only is told where the same page has it. */
    public boolean isElsewhere() {
        return getObstacle().equals("tls");
    }

    private static boolean isSecure() {
        return FacesContext.getCurrentInstance().getExternalContext().isSecure();
    }

    private boolean isProvable() {
        return switch (getKind()) {
            case "secure", "owner", "nothing", "azure.certificate", "huawei.certificate", "huawei.gateway", "objects" ->
                false;
            default -> true;
        };
    }

    /** A device without a cloud takes any client identifier. */
    public String getClientId() {
        Device device = devicePage.getDevice();
        return switch (getKind()) {
            case "azure.key" -> device.name();
            case "huawei.secret" -> device.name() + "_0_0_" + HOUR.format(Instant.now());
            default -> "console-" + device.id().substring(0, 8);
        };
    }

    public String getUserName() {
        Device device = devicePage.getDevice();
        return switch (getKind()) {
            case "azure.key" ->
                endpoint.hubHost(devicePage.getHub()) + "/" + device.name() + "/?api-version=2021-04-12";
            case "huawei.secret" -> device.name();
            case "password" -> passwords.userName(device.id());
            default -> device.id();
        };
    }

    /** The same page over TLS. */
    public String getSecureAddress() {
        return endpoint.consoleAddress() + "/device?tab=client&id="
                + devicePage.getDevice().id();
    }

    /** A topic on which the device may speak. */
    public String getTopic() {
        return connectBox.topicOf(devicePage.getDevice());
    }

    /** What to hear at first. */
    public String getFilter() {
        String name = devicePage.getDevice().name();
        return switch (getKind()) {
            case "azure.key" -> "devices/" + name.replace("/", "/modules/") + "/messages/devicebound/#";
            case "huawei.secret" -> DeviceTopics.all(name);
            default -> "#";
        };
    }

    /**
     * What is wrong with the topic that the page asks about, since a message on it would end the connection, and whether the filter
     * of a device that speaks no cloud's dialect lets it publish there: a message without acknowledgement is dropped in silence.
     */
    public void judge() {
        String topic = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterMap()
                .getOrDefault("topic", "");
        Topic.problemWith(topic)
                .ifPresent(
                        problem -> PrimeFaces.current().ajax().addCallbackParam("problem", Problems.sentence(problem)));
        PrimeFaces.current().ajax().addCallbackParam("permitted", filterTest.permitsToPublish(topic));
    }

    /** Tells the page the password of this hour, for the secret that was typed there. */
    public void prove() {
        Caller.requireChange(CHANGED); // whoever has a token is the device
        String typed = FacesContext.getCurrentInstance()
                .getExternalContext()
                .getRequestParameterMap()
                .getOrDefault("typed", "");
        PrimeFaces.current().ajax().addCallbackParam("clientId", getClientId());
        PrimeFaces.current().ajax().addCallbackParam("password", password(typed));
    }

    private String password(String typed) {
        return switch (getKind()) {
            case "azure.key" -> token();
            case "huawei.secret" ->
                HexFormat.of().formatHex(HmacSha256.of(utf8(HOUR.format(Instant.now())), utf8(typed)));
            default -> typed;
        };
    }

    private String token() {
        Device device = devicePage.getDevice();
        byte[] key = azure.get(new HubPlace(device.region(), device.hubId()), device.name())
                .credential()
                .primary()
                .orElseThrow();
        String resource = URLEncoder.encode(
                endpoint.hubHost(devicePage.getHub()) + "/devices/"
                        + device.name().replace("/", "/modules/"),
                StandardCharsets.UTF_8);
        long end = Instant.now().getEpochSecond() + TOKEN_SECONDS;
        String signature = Base64.getEncoder().encodeToString(HmacSha256.of(key, utf8(resource + "\n" + end)));
        return "SharedAccessSignature sr=" + resource + "&sig=" + URLEncoder.encode(signature, StandardCharsets.UTF_8)
                + "&se=" + end;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
