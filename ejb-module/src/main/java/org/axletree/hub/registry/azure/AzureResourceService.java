package org.axletree.hub.registry.azure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.RegistryLock;
import org.axletree.hub.registry.hub.Hub;
import org.axletree.hub.registry.hub.HubDirectory;
import org.axletree.hub.registry.hub.HubService;
import org.axletree.hub.registry.hub.NewHub;
import org.axletree.hub.registry.hub.ProductPlan;

/**
 * Resource groups, and hubs in Azure's words (docs/reference/dialects/azure.md, 9). A group's name is the project of its
 * hubs; a hub that was made otherwise stands in the group of its project. Every method throws {@link ProblemException} where it
 * cannot.
 */
@ApplicationScoped
public class AzureResourceService {
    /** The region of hubs that were made by Azure's words: what these call a location is a word of theirs. */
    public static final String REGION = "fr-par";

    /** What a hub has that was made otherwise. */
    static final HubDraft STANDARD = new HubDraft("local", "F1", 1, 2, 10, 3_600);

    private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern HUB = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{1,48})[A-Za-z0-9]");
    private static final Pattern LOCATION = Pattern.compile("[A-Za-z0-9 ]{1,64}");

    private Registry registry;
    private HubService hubs;
    private HubDirectory directory;
    private final Clock clock = Clock.systemUTC();

    /** For the container. */
    protected AzureResourceService() {}

    @Inject
    public AzureResourceService(Registry registry, HubService hubs, HubDirectory directory) {
        this.registry = registry;
        this.hubs = hubs;
        this.directory = directory;
    }

    /** Makes a group, or changes one that there is. */
    public ResourceGroup putGroup(String name, String location, String tags) {
        if (!GROUP.matcher(name).matches()) {
            throw ProblemException.invalid(
                    "resourceGroupName",
                    "format",
                    Problem.shown(name) + " (expected: 1 to 64 letters, digits, dashes and underscores)");
        }
        requireVisible(name);
        requireLocation(location);
        return registry.change("resourceGroup", name, entities -> {
            ResourceGroupRow present = entities.find(ResourceGroupRow.class, name);
            ResourceGroupRow row = present == null ? new ResourceGroupRow() : present;
            row.name = name;
            row.location = location;
            row.tags = tags;
            row.createdAt = present == null ? clock.millis() : present.createdAt;
            entities.persist(row);
            return group(row);
        });
    }

    /** The groups that there are, and those of the projects of hubs that were made otherwise. */
    public List<ResourceGroup> groups() {
        return registry.read(entities -> {
            LinkedHashSet<String> names = new LinkedHashSet<>(
                    entities.createQuery("select g.name from ResourceGroupRow g order by g.name", String.class)
                            .getResultList());
            names.addAll(
                    entities.createQuery("select distinct h.projectId from HubRow h order by h.projectId", String.class)
                            .getResultList());
            return names.stream()
                    .filter(name -> Caller.current().sees(name))
                    .flatMap(name -> find(entities, name).stream())
                    .toList();
        });
    }

    public ResourceGroup group(String name) {
        return registry.read(entities -> find(entities, name)
                .filter(group -> Caller.current().sees(name))
                .orElseThrow(() -> ProblemException.notFound("resourceGroup", name)));
    }

    /** Deletes a group with its hubs and their devices. */
    public void deleteGroup(String name) {
        group(name);
        for (AzureHub hub : hubs(Optional.of(name))) {
            hubs.delete(hub.hub().region(), hub.hub().id(), true);
        }
        registry.change("resourceGroup", name, entities -> {
            Optional.ofNullable(entities.find(ResourceGroupRow.class, name)).ifPresent(entities::remove);
            return null;
        });
    }

    /** Makes a hub, or changes one that there is. */
    public AzureHub putHub(String group, String name, HubDraft draft, String tags) {
        group(group);
        requireLocation(draft.location());
        if (!HUB.matcher(name).matches()) {
            throw ProblemException.invalid(
                    "name", "format", Problem.shown(name) + " (expected: 3 to 50 letters, digits and inner dashes)");
        }
        String label = name.toLowerCase(Locale.ROOT);
        Optional<Hub> present = directory.hubOfProject(group, label);
        if (present.isEmpty() && directory.hubByHost(label).isPresent()) {
            throw taken(name);
        }
        Hub hub = present.orElseGet(() -> make(group, name));
        registry.change("hub", hub.id(), entities -> {
            AzureHubRow known = entities.find(AzureHubRow.class, hub.id());
            AzureHubRow row = known == null ? new AzureHubRow() : known;
            row.hubId = hub.id();
            row.location = draft.location();
            row.sku = draft.sku();
            row.capacity = draft.capacity();
            row.partitionCount = draft.partitionCount();
            row.maxDeliveryCount = draft.maxDeliveryCount();
            row.defaultTtlSeconds = draft.defaultTtlSeconds();
            row.tags = tags;
            entities.persist(row);
            return null;
        });
        return hub(group, name);
    }

    private Hub make(String group, String name) {
        // Making a hub takes long, as it makes a key; whoever makes one of the same name meanwhile loses below.
        Hub made = hubs.create(new NewHub(
                REGION, name, Optional.of(group), ProductPlan.DEDICATED, Optional.empty(), Optional.empty()));
        boolean first = registry.change("hub", made.id(), entities -> {
            RegistryLock.take(entities);
            return directory
                    .hubByHost(name.toLowerCase(Locale.ROOT))
                    .filter(oldest -> oldest.id().equals(made.id()))
                    .isPresent();
        });
        if (!first) {
            hubs.delete(REGION, made.id(), true);
            throw taken(name);
        }
        return made;
    }

    private static ProblemException taken(String name) {
        return new ProblemException(new Problem.TransientState("hub", name, "there already"));
    }

    public AzureHub hub(String group, String name) {
        return directory
                .hubOfProject(group, name.toLowerCase(Locale.ROOT))
                .filter(hub -> Caller.current().sees(group))
                .map(hub -> registry.read(entities -> azure(entities, hubs.get(hub.region(), hub.id()))))
                .orElseThrow(() -> ProblemException.notFound("hub", name));
    }

    /** What Azure's API knows of a hub. */
    public HubDraft settingsOf(String hubId) {
        return registry.read(entities -> draft(entities.find(AzureHubRow.class, hubId)));
    }

    /** @param group whose hubs are wanted; empty for all */
    public List<AzureHub> hubs(Optional<String> group) {
        return registry.read(entities -> directory.all().stream()
                .filter(hub -> group.map(hub.projectId()::equals).orElse(true))
                .filter(hub -> Caller.current().sees(hub.projectId()))
                .map(hub -> azure(entities, hub))
                .toList());
    }

    public void deleteHub(String group, String name) {
        Hub hub = hub(group, name).hub();
        hubs.delete(hub.region(), hub.id(), true);
    }

    private static AzureHub azure(EntityManager entities, Hub hub) {
        AzureHubRow row = entities.find(AzureHubRow.class, hub.id());
        return new AzureHub(hub, row == null ? 0 : row.revision, draft(row), row == null ? "{}" : row.tags);
    }

    private static HubDraft draft(AzureHubRow row) {
        return row == null
                ? STANDARD
                : new HubDraft(
                        row.location,
                        row.sku,
                        row.capacity,
                        row.partitionCount,
                        row.maxDeliveryCount,
                        row.defaultTtlSeconds);
    }

    private static Optional<ResourceGroup> find(EntityManager entities, String name) {
        Optional<ResourceGroup> made =
                Optional.ofNullable(entities.find(ResourceGroupRow.class, name)).map(AzureResourceService::group);
        return made.isPresent()
                ? made
                : entities.createQuery("select h.projectId from HubRow h where h.projectId = :name", String.class)
                        .setParameter("name", name)
                        .setMaxResults(1)
                        .getResultStream()
                        .findFirst()
                        .map(project -> new ResourceGroup(project, STANDARD.location(), "{}"));
    }

    private static ResourceGroup group(ResourceGroupRow row) {
        return new ResourceGroup(row.name, row.location, row.tags);
    }

    private static void requireVisible(String group) {
        if (!Caller.current().sees(group)) {
            throw new ProblemException(new Problem.PermissionsDenied("resourceGroup", "write"));
        }
    }

    private static void requireLocation(String location) {
        if (!LOCATION.matcher(location).matches()) {
            throw ProblemException.invalid(
                    "location",
                    location.isEmpty() ? "required" : "format",
                    Problem.shown(location) + " (expected: a word as northeurope)");
        }
    }
}
