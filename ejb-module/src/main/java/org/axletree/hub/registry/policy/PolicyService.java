package org.axletree.hub.registry.policy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axletree.hub.authority.SecretBox;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.StoredText;
import org.axletree.hub.registry.hub.HubFinder;
import org.axletree.hub.registry.hub.HubRow;

/**
 * The policies of hubs. Every hub has the same five from its creation, with keys of its own; the keys are made when
 * somebody looks at them first, since until then nobody can have used them.
 */
@ApplicationScoped
public class PolicyService {
    private static final int KEY_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** In the order in which they are listed. */
    private static final Map<String, Set<AccessRight>> STANDARD = standard();

    private Registry registry;
    private SecretBox box;
    private final Clock clock = Clock.systemUTC();

    /** For the container. */
    protected PolicyService() {}

    @Inject
    public PolicyService(Registry registry, SecretBox box) {
        this.registry = registry;
        this.box = box;
    }

    private static Map<String, Set<AccessRight>> standard() {
        Map<String, Set<AccessRight>> standard = new LinkedHashMap<>();
        standard.put(
                "iothubowner",
                EnumSet.of(AccessRight.REGISTRY_WRITE, AccessRight.SERVICE_CONNECT, AccessRight.DEVICE_CONNECT));
        standard.put("service", EnumSet.of(AccessRight.SERVICE_CONNECT));
        standard.put("device", EnumSet.of(AccessRight.DEVICE_CONNECT));
        standard.put("registryRead", EnumSet.of(AccessRight.REGISTRY_READ));
        standard.put("registryReadWrite", EnumSet.of(AccessRight.REGISTRY_WRITE));
        return standard;
    }

    /** All policies of a hub, with their keys. */
    public List<HubPolicy> all(String region, String hubId) {
        registry.read(entities -> HubFinder.hub(entities, region, hubId));
        if (registry.read(entities -> STANDARD.keySet().stream()
                .anyMatch(name -> find(entities, hubId, name).isEmpty()))) {
            registry.change("hub", hubId, entities -> {
                HubFinder.lockedHub(entities, region, hubId);
                STANDARD.forEach((name, rights) -> makeIfMissing(entities, hubId, name, rights));
                return null;
            });
        }
        return registry.read(entities -> STANDARD.keySet().stream()
                .map(name -> open(find(entities, hubId, name).orElseThrow()))
                .toList());
    }

    /** A policy for whoever shows a token of it. Reads only; a policy whose keys nobody has seen opens nothing. */
    public Optional<HubPolicy> find(String hubId, String name) {
        if (!StoredText.isPossible(name)) {
            return Optional.empty();
        }
        return registry.read(entities -> find(entities, hubId, name).map(this::open));
    }

    /** The policies that every hub has. */
    public static Set<String> names() {
        return STANDARD.keySet();
    }

    /** Gives a policy other keys; tokens signed with the ones before are worth nothing any more. */
    public HubPolicy change(
            String region, String hubId, String name, Optional<byte[]> primary, Optional<byte[]> secondary) {
        all(region, hubId); // so that there is something to change
        return registry.change("policy", name, entities -> {
            HubRow hub = HubFinder.lockedHub(entities, region, hubId);
            HubPolicyRow row =
                    find(entities, hub.id(), name).orElseThrow(() -> ProblemException.notFound("policy", name));
            primary.ifPresent(key -> row.sealedPrimary = box.seal(context(hubId, name, true), key));
            secondary.ifPresent(key -> row.sealedSecondary = box.seal(context(hubId, name, false), key));
            row.keysChangedAt = clock.millis();
            return open(row);
        });
    }

    private void makeIfMissing(EntityManager entities, String hubId, String name, Set<AccessRight> rights) {
        if (find(entities, hubId, name).isPresent()) {
            return;
        }
        HubPolicyRow row = new HubPolicyRow();
        row.hubId = hubId;
        row.name = name;
        row.rights = AccessRight.text(rights);
        row.sealedPrimary = box.seal(context(hubId, name, true), newKey());
        row.sealedSecondary = box.seal(context(hubId, name, false), newKey());
        row.keysChangedAt = clock.millis();
        entities.persist(row);
    }

    private static Optional<HubPolicyRow> find(EntityManager entities, String hubId, String name) {
        return Optional.ofNullable(entities.find(HubPolicyRow.class, new HubPolicyRow.Key(hubId, name)));
    }

    private HubPolicy open(HubPolicyRow row) {
        return new HubPolicy(
                row.name,
                AccessRight.parse(row.rights),
                box.open(context(row.hubId, row.name, true), row.sealedPrimary),
                box.open(context(row.hubId, row.name, false), row.sealedSecondary));
    }

    private static String context(String hubId, String name, boolean primary) {
        return "hub:" + hubId + ":policy:" + name + (primary ? ":primary" : ":secondary");
    }

    private static byte[] newKey() {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return key;
    }
}
