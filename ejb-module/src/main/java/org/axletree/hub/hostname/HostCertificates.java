package org.axletree.hub.hostname;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.axletree.core.door.IdentityDesk;
import org.axletree.core.door.ServerIdentity;
import org.axletree.hub.authority.OwnersIdentities;
import org.axletree.hub.authority.ServerAuthority;
import org.axletree.hub.registry.hub.HubDirectory;
import org.axletree.hub.settings.HubSettings;

/**
 * Which certificate a client is shown, by the name that it asks for (RFC 6066 section 3). A hub has a host name below each of
 * the server's; where no wildcard of the server's certificate is for it — clients refuse one right below {@code localhost} —
 * the hub gets a certificate of its own, when somebody first asks for it. A stranger can have one made for each hub that there
 * is, and no more.
 */
@ApplicationScoped
public class HostCertificates {
    /** Beyond it, the one that was asked for longest ago is made anew when it is asked for again. */
    static final int MOST_REMEMBERED = 1_000;

    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

    /** What Azure's devices put between the hub's name and the rest, for TLS 1.3. */
    private static final String DEVICE_LABEL = ".device";

    private ServerAuthority server;
    private OwnersIdentities owners;
    private HubDirectory hubs;
    private List<String> hosts;
    /** The label of the name at which devices ask which hub is theirs. */
    private String provisioning;

    private final Map<String, OfHub> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, OfHub> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    /** @param made under the key of this one */
    private record OfHub(ServerIdentity made, ServerIdentity under) {}

    /** For the container's proxy. */
    protected HostCertificates() {}

    @Inject
    public HostCertificates(ServerAuthority server, OwnersIdentities owners, HubDirectory hubs, HubSettings settings) {
        this.server = server;
        this.owners = owners;
        this.hubs = hubs;
        this.provisioning = settings.provisioningHost().toLowerCase(Locale.ROOT).replaceFirst("\\..*", "");
        this.hosts = settings.hostNames().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> !name.startsWith("*") && !ADDRESS.matcher(name).matches())
                .toList();
    }

    /**
     * Lets the web's listener ask as well.
     *
     * @throws IllegalArgumentException if a certificate of the owner's own cannot be read, saying why
     */
    public void open() {
        of("");
        IdentityDesk.open(this::of);
    }

    @PreDestroy
    void close() {
        IdentityDesk.close();
    }

    /** @param serverName empty if the client names none */
    public ServerIdentity of(String serverName) {
        String name = serverName.toLowerCase(Locale.ROOT);
        Optional<ServerIdentity> brought = owners.of(name);
        if (brought.isPresent()) {
            return brought.get();
        }
        ServerIdentity own = server.serverIdentity();
        if (server.covers(name)) {
            return own;
        }
        return labelOf(name)
                .flatMap(label -> ofHub(label, own))
                .or(owners::first)
                .orElse(own);
    }

    /** Whether this is a host name of a hub that there is. Blocks on the database. */
    public boolean isOfHub(String serverName) {
        return hubOf(serverName).isPresent();
    }

    /** The hub that there is by this host name. Blocks on the database. */
    public Optional<String> hubOf(String serverName) {
        return labelOf(serverName.toLowerCase(Locale.ROOT)).flatMap(hubs::idByHost);
    }

    /** The hub's name or id, where this is a host name that a hub may have. */
    private Optional<String> labelOf(String name) {
        return hosts.stream()
                .filter(host -> name.endsWith("." + host))
                .map(host -> name.substring(0, name.length() - host.length() - 1))
                .map(below -> below.endsWith(DEVICE_LABEL)
                        ? below.substring(0, below.length() - DEVICE_LABEL.length())
                        : below)
                .filter(label -> LABEL.matcher(label).matches())
                .findFirst();
    }

    private Optional<ServerIdentity> ofHub(String label, ServerIdentity own) {
        synchronized (remembered) {
            OfHub known = remembered.get(label);
            if (known != null && known.under() == own) {
                return Optional.of(known.made());
            }
        }
        if (!label.equals(provisioning) && hubs.idByHost(label).isEmpty()) {
            return Optional.empty();
        }
        OfHub made = new OfHub(server.identityFor(names(label), own), own);
        synchronized (remembered) {
            remembered.put(label, made);
        }
        return Optional.of(made.made());
    }

    private List<String> names(String label) {
        List<String> names = new ArrayList<>();
        hosts.forEach(host -> names.add(label + "." + host));
        hosts.forEach(host -> names.add(label + DEVICE_LABEL + "." + host));
        return names;
    }
}
