package org.axletree.hub.registry.network;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.registry.ArgumentCheck;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Quota;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.SecretHash;
import org.axletree.hub.registry.StoredText;
import org.axletree.hub.registry.hub.HubFinder;
import org.axletree.hub.registry.hub.HubRow;
import org.axletree.hub.registry.listing.ListOrder;
import org.axletree.hub.registry.listing.Listing;
import org.axletree.hub.registry.listing.Page;
import org.axletree.hub.registry.listing.PageRequest;
import org.axletree.hub.settings.HubSettings;

/** What one can do with networks. Every method throws {@link ProblemException} where it cannot. */
@ApplicationScoped
public class NetworkService {
    private static final ListOrder ORDER =
            new ListOrder(Map.of("name", "x.name", "type", "x.type", "created_at", "x.createdAt"));

    private Registry registry;
    private HubSettings settings;
    private final Clock clock = Clock.systemUTC();

    /** For the container. */
    protected NetworkService() {}

    @Inject
    public NetworkService(Registry registry, HubSettings settings) {
        this.registry = registry;
        this.settings = settings;
    }

    /** Creates a network; its secret is in the answer and nowhere else. */
    public CreatedNetwork create(NewNetwork network) {
        ArgumentCheck check =
                new ArgumentCheck(settings).region(network.region()).name("name", network.name());
        String prefix = network.topicPrefix().orElse("");
        String template = network.topicTemplate().orElse("");
        NetworkArguments.topicPrefix(check, prefix);
        NetworkArguments.topicTemplate(check, network.type(), template);
        check.done();
        NetworkSecret secret = NetworkSecret.newFor(UUID.randomUUID().toString());
        return registry.change("network", secret.networkId(), entities -> {
            HubRow hub = HubFinder.lockedHub(entities, network.region(), network.hubId());
            requireRoom(entities, hub.id());
            requireFreeName(entities, hub.id(), network.name());
            NetworkRow row = new NetworkRow();
            row.id = secret.networkId();
            row.hubId = hub.id();
            row.region = hub.region();
            row.name = network.name();
            row.type = network.type();
            row.topicPrefix = prefix;
            row.topicTemplate =
                    network.type() == NetworkType.LORAWAN && template.isEmpty() ? LorawanTemplate.STANDARD : template;
            row.keyHash = SecretHash.of(secret.key());
            row.createdAt = clock.millis();
            entities.persist(row);
            return new CreatedNetwork(row.toNetwork(), secret);
        });
    }

    /** The networks, those that every hub has among them. */
    public Page<Network> list(NetworkQuery query, PageRequest page) {
        new ArgumentCheck(settings).region(query.region()).done();
        String orderBy = ORDER.clause(page);
        return registry.read(entities -> new Listing<>(ListedNetworkRow.class)
                .of("region", query.region())
                .ofVisibleHubs(Caller.current().projects())
                .where("hubId", query.hubId())
                .whereContains("name", query.name())
                .whereContains("topicPrefix", query.topicPrefix())
                .page(entities, page, orderBy)
                .map(ListedNetworkRow::toNetwork));
    }

    public Network get(String region, String networkId) {
        return registry.read(entities -> visible(entities, region, networkId));
    }

    /** Makes a network anew good for nobody; one that every hub has stays. */
    public void delete(String region, String networkId) {
        registry.change("network", networkId, entities -> {
            entities.remove(own(entities, region, networkId));
            return null;
        });
    }

    /** Gives a network another secret; the former one is good no more. */
    public CreatedNetwork renewSecret(String region, String networkId) {
        NetworkSecret secret = NetworkSecret.newFor(networkId);
        return registry.change("network", networkId, entities -> {
            NetworkRow row = own(entities, region, networkId);
            row.keyHash = SecretHash.of(secret.key());
            return new CreatedNetwork(row.toNetwork(), secret);
        });
    }

    /** The network that a secret is for, with its hub; empty if there is none, or the secret is wrong. */
    public Optional<ProvenNetwork> prove(NetworkSecret secret) {
        if (!StoredText.isPossible(secret.networkId())) {
            return Optional.empty();
        }
        String shown = SecretHash.of(secret.key());
        return registry.read(entities -> Optional.ofNullable(entities.find(NetworkRow.class, secret.networkId()))
                .filter(row -> SecretHash.areEqual(row.keyHash, shown))
                .map(row -> {
                    HubRow hub = entities.find(HubRow.class, row.hubId);
                    return new ProvenNetwork(
                            row.toNetwork(),
                            hub.name(),
                            hub.enabled() && hub.movedTo().isEmpty());
                }));
    }

    private static Network visible(EntityManager entities, String region, String networkId) {
        return HubFinder.thing(entities, ListedNetworkRow.class, "network", region, networkId)
                .toNetwork();
    }

    private static NetworkRow own(EntityManager entities, String region, String networkId) {
        Network network = visible(entities, region, networkId);
        if (network.type().isFixed()) {
            throw ProblemException.invalid(
                    "network_id",
                    "constraint",
                    "every hub has its " + network.type().apiName() + " network (expected: one that was created)");
        }
        return entities.find(NetworkRow.class, networkId);
    }

    private void requireRoom(EntityManager entities, String hubId) {
        long networks = entities.createQuery("select count(n) from NetworkRow n where n.hubId = :hubId", Long.class)
                .setParameter("hubId", hubId)
                .getSingleResult();
        Quota.requireRoom("networks", settings.limit(HubLimit.NETWORKS_PER_HUB), networks);
    }

    private static void requireFreeName(EntityManager entities, String hubId, String name) {
        boolean taken = !entities.createQuery(
                        "select n.id from NetworkRow n where n.hubId = :hubId and n.name = :name", String.class)
                .setParameter("hubId", hubId)
                .setParameter("name", name)
                .getResultList()
                .isEmpty();
        if (taken) {
            throw ProblemException.invalid(
                    "name",
                    "constraint",
                    "another network of the hub has this name (expected: a name unique in the hub)");
        }
    }
}
