package org.axletree.hub.settings;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.axletree.core.door.DoorListener;
import org.axletree.core.door.DoorListener.Transport;
import org.axletree.core.door.Durability;
import org.axletree.core.door.SessionStorage;
import org.axletree.core.door.TlsEngine;
import org.axletree.core.home.StateDirectory;
import org.axletree.core.limit.HubLimit;
import org.axletree.core.setting.Setting;
import org.axletree.core.setting.Settings;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * What an operator may set (configuration.md): an environment variable {@code AXLETREE_X_Y}, or the system property
 * {@code axletree.x.y}. The only reader of MicroProfile Config. Every method refuses a value that is not acceptable with an
 * {@link IllegalArgumentException} that says what would be right.
 */
@ApplicationScoped
public class HubSettings {
    private final Settings settings;

    /** The settings of the server, from MicroProfile Config. */
    @Inject
    public HubSettings() {
        this(new Settings(property -> ConfigProvider.getConfig().getOptionalValue(property, String.class)));
    }

    /** Other settings, for tests. */
    public HubSettings(Settings settings) {
        this.settings = settings;
    }

    /** Everything that is wrong with the settings, one line each; empty if nothing is. */
    public List<String> problems() {
        return settings.problems();
    }

    /** The state directory, absolute. */
    public Path home() {
        return settings.home();
    }

    /** The state directory, made if it is missing. */
    public StateDirectory stateDirectory() {
        return StateDirectory.at(home());
    }

    /** Address to bind devices and web to. */
    public String bind() {
        return settings.text(Setting.BIND);
    }

    /** How long a start may wait for the hub. */
    public Duration startsWithin() {
        return Duration.ofSeconds(settings.number(Setting.START_SECONDS));
    }

    /** Port of MQTT without TLS. */
    public int mqttPort() {
        return settings.number(Setting.MQTT_PORT);
    }

    /** Port of MQTT with TLS. */
    public int mqttsPort() {
        return settings.number(Setting.MQTTS_PORT);
    }

    /** Port of MQTT over WebSocket with TLS. */
    public int wssPort() {
        return settings.number(Setting.WSS_PORT);
    }

    /** Port of MQTT over WebSocket without TLS. */
    public int wsPort() {
        return settings.number(Setting.WS_PORT);
    }

    /** The ways on which devices that speak MQTT come in. */
    public List<DoorListener> mqttListeners() {
        return List.of(
                listener("mqtt", "MQTT", Transport.TCP, false, Setting.MQTT_PORT),
                listener("mqtts", "MQTT over TLS", Transport.TCP, true, Setting.MQTTS_PORT),
                listener("ws", "MQTT over WebSocket", Transport.WEBSOCKET, false, Setting.WS_PORT),
                listener("wss", "MQTT over WebSocket over TLS", Transport.WEBSOCKET, true, Setting.WSS_PORT));
    }

    /** The ways on which devices that speak CoAP come in. */
    public List<DoorListener> coapListeners() {
        return List.of(
                listener("coap", "CoAP", Transport.UDP, false, Setting.COAP_PORT),
                listener("coaps", "CoAP over DTLS", Transport.UDP, true, Setting.COAPS_PORT));
    }

    private DoorListener listener(String name, String title, Transport transport, boolean secure, Setting port) {
        return new DoorListener(name, title, transport, secure, proxied().contains(name), settings.number(port));
    }

    /** Names of the listeners that only proxies reach. */
    private Set<String> proxied() {
        return settings.given(Setting.PROXY_PROTOCOL).stream()
                .flatMap(list -> Arrays.stream(list.split(",")))
                .map(String::strip)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What does the TLS of devices. */
    public TlsEngine tlsEngine() {
        return TlsEngine.valueOf(settings.text(Setting.TLS_ENGINE).toUpperCase(Locale.ROOT));
    }

    /** Whether the topics of events name what they are about before how much it matters (scaleway.md 0.4). */
    public boolean eventTopicsSourceFirst() {
        return settings.text(Setting.EVENT_TOPICS).equals("source-first");
    }

    /** Whether devices of a hub on the shared plan may publish with QoS 1 (scaleway.md 0.5). */
    public boolean sharedPlanAllowsQos1() {
        return settings.text(Setting.SHARED_PLAN_QOS_1).equals("yes");
    }

    /** Where and how devices' sessions and retained messages are kept. */
    public SessionStorage sessionStorage() {
        return new SessionStorage(stateDirectory().directory("sessions"), durability());
    }

    /** Where and how registrations of LwM2M devices are kept. */
    public SessionStorage registrationStorage() {
        return new SessionStorage(stateDirectory().directory("registrations"), durability());
    }

    /** What acknowledged messages survive. */
    public Durability durability() {
        return Durability.valueOf(settings.text(Setting.DURABILITY).toUpperCase(Locale.ROOT));
    }

    /** Where messages wait for routes. */
    public Path routeLogDirectory() {
        return stateDirectory().directory("routes");
    }

    /** What routes may reach besides the open addresses: networks, addresses and host names. */
    public List<String> routesAllow() {
        return settings.given(Setting.ROUTES_ALLOW).stream()
                .flatMap(list -> Arrays.stream(list.split(",")))
                .map(String::strip)
                .toList();
    }

    /** Whether routes only collect. */
    public boolean areRoutesOnHold() {
        return settings.text(Setting.ROUTES_HOLD).equals("yes");
    }

    /** Of whom the console requires TLS. */
    public ConsoleTls consoleTls() {
        return ConsoleTls.valueOf(settings.text(Setting.CONSOLE_HTTPS).toUpperCase(Locale.ROOT));
    }

    /** Port of console and API with TLS. */
    public int httpsPort() {
        return settings.number(Setting.HTTPS_PORT);
    }

    /** The names the server certificate is for; never empty. */
    public List<String> hostNames() {
        Optional<String> given = settings.given(Setting.HOST);
        if (given.isPresent()) {
            return Arrays.stream(given.get().split(","))
                    .map(String::strip)
                    .distinct()
                    .toList();
        }
        Set<String> names = new LinkedHashSet<>();
        names.add("localhost");
        names.add(ownName());
        return List.copyOf(names);
    }

    /** The name at which devices ask which hub is theirs. */
    public String provisioningHost() {
        return settings.given(Setting.DPS_HOST)
                .map(given -> given.split(",")[0].strip())
                .orElseGet(() -> "global." + hostNames().get(0));
    }

    /** All names that the server's certificate is for, but those of hubs. */
    public List<String> certificateNames() {
        Stream<String> provisioning = settings.given(Setting.DPS_HOST).isPresent()
                ? Stream.of(provisioningHost()) // else it is named like a hub
                : Stream.empty();
        return Stream.concat(hostNames().stream(), provisioning).distinct().toList();
    }

    /** Files with certificates of the owner's own for the server. */
    public List<Path> serverCertificates() {
        return paths(Setting.SERVER_CERTIFICATE);
    }

    /** The files with their keys, in the same order. */
    public List<Path> serverKeys() {
        return paths(Setting.SERVER_KEY);
    }

    private List<Path> paths(Setting setting) {
        return settings.given(setting).stream()
                .flatMap(list -> Arrays.stream(list.split(",")))
                .map(path -> Path.of(path.strip()).toAbsolutePath())
                .toList();
    }

    /** Validity of the server's certificate in days. */
    public int serverCertificateDays() {
        return settings.number(Setting.SERVER_CERTIFICATE_DAYS);
    }

    /** JDBC address of the registry's database: PostgreSQL, or a file of H2 in the state directory. */
    public String databaseUrl() {
        return settings.given(Setting.DB_URL).orElseGet(() -> "jdbc:h2:file:" + home().resolve("registry"));
    }

    /** Address of a JMS broker elsewhere; empty if it is in this process. */
    public Optional<String> jmsUrl() {
        return settings.given(Setting.JMS_URL);
    }

    /** Login name at the database. */
    public Optional<String> databaseUser() {
        return settings.given(Setting.DB_USER);
    }

    /** The password that belongs to {@link #databaseUser()}. */
    public Optional<String> databasePassword() {
        return settings.given(Setting.DB_PASSWORD);
    }

    /** The key that encrypts secrets at rest, 32 bytes in Base64; empty for the file {@code master.key}. */
    public Optional<String> masterKey() {
        return settings.given(Setting.MASTER_KEY);
    }

    /** Whether the administrator's password was set. */
    public boolean hasAdminPassword() {
        return adminPassword().isPresent();
    }

    /** The identity provider by which people may log in; empty if there is none. */
    public Optional<IdentityProvider> identityProvider() {
        return settings.given(Setting.OIDC_ISSUER)
                .map(issuer -> new IdentityProvider(
                        issuer,
                        settings.given(Setting.OIDC_NAME)
                                .orElseGet(() -> URI.create(issuer).getHost()),
                        settings.given(Setting.OIDC_CLIENT_ID).orElse(""),
                        settings.given(Setting.OIDC_CLIENT_SECRET),
                        URI.create(settings.given(Setting.OIDC_REDIRECT)
                                .orElseGet(
                                        () -> "https://" + hostNames().get(0) + ":" + httpsPort() + "/login/callback")),
                        settings.given(Setting.OIDC_CA)
                                .map(path -> Path.of(path).toAbsolutePath()),
                        settings.text(Setting.OIDC_SCOPES),
                        settings.text(Setting.OIDC_ROLES_CLAIM),
                        listed(Setting.OIDC_ADMINISTRATORS),
                        listed(Setting.OIDC_OPERATORS),
                        listed(Setting.OIDC_READERS),
                        settings.given(Setting.OIDC_PROJECTS_CLAIM),
                        Duration.ofHours(settings.number(Setting.OIDC_HOURS))));
    }

    private Set<String> listed(Setting setting) {
        return settings.given(setting).stream()
                .flatMap(list -> Arrays.stream(list.split(",")))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The administrator's password, if it was set. */
    Optional<String> adminPassword() {
        return settings.given(Setting.ADMIN_PASSWORD);
    }

    /** The administrator's token, if it was set. */
    Optional<String> adminToken() {
        return settings.given(Setting.ADMIN_TOKEN);
    }

    /** The value of a limit. */
    public int limit(HubLimit limit) {
        return settings.limit(limit);
    }

    private static String ownName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
