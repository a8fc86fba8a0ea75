package org.axletree.hub.registry.object;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.axletree.core.door.ObjectModel;
import org.axletree.core.door.ObjectModels;
import org.axletree.core.event.RegistryChange;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.registry.ArgumentCheck;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Quota;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.RegistryRevision;
import org.axletree.hub.registry.hub.HubFinder;
import org.axletree.hub.registry.hub.HubRow;
import org.axletree.hub.settings.HubSettings;

/** What one can do with objects that owners describe. Every method throws {@link ProblemException} where it cannot. */
@ApplicationScoped
public class ObjectModelService {
    private static final Logger LOG = Logger.getLogger(ObjectModelService.class.getName());
    private static final String KIND = "object model";

    private final Clock clock = Clock.systemUTC();
    private Registry registry;
    private RegistryRevision revision;
    private HubSettings settings;
    private Event<RegistryChange> events;

    /** For the container. */
    protected ObjectModelService() {}

    @Inject
    public ObjectModelService(
            Registry registry, RegistryRevision revision, HubSettings settings, Event<RegistryChange> events) {
        this.registry = registry;
        this.revision = revision;
        this.settings = settings;
        this.events = events;
    }

    /** Keeps a description, in the place of one of the same object. */
    public DescribedObject put(String region, String hubId, String content) {
        ArgumentCheck check = new ArgumentCheck(settings).region(region);
        int most = settings.limit(HubLimit.OBJECT_MODEL_BYTES);
        int bytes = content.getBytes(StandardCharsets.UTF_8).length;
        if (bytes == 0 || bytes > most) {
            check.add("content", "constraint", bytes + " bytes (expected: 1 to " + most + ")");
        }
        check.done();
        ObjectModel model = ObjectFile.read(content);
        String id = UUID.randomUUID().toString();
        return registry.change(KIND, id, entities -> {
            HubRow hub = HubFinder.lockedHub(entities, region, hubId);
            ObjectModelRow row = ofHub(entities, hub.id()).stream()
                    .filter(each -> each.objectId == model.id())
                    .findFirst()
                    .orElseGet(() -> created(entities, id, hub, region, model));
            row.name = model.name();
            row.objectVersion = model.version();
            row.content = content;
            row.updatedAt = clock.millis();
            entities.persist(row);
            events.fire(new RegistryChange.ObjectModelsChanged(hub.id()));
            return row.toObject();
        });
    }

    private ObjectModelRow created(EntityManager entities, String id, HubRow hub, String region, ObjectModel model) {
        Quota.requireRoom(
                "object models",
                settings.limit(HubLimit.OBJECT_MODELS_PER_HUB),
                ofHub(entities, hub.id()).size());
        ObjectModelRow row = new ObjectModelRow();
        row.id = id;
        row.hubId = hub.id();
        row.region = region;
        row.objectId = model.id();
        row.createdAt = clock.millis();
        return row;
    }

    private static List<ObjectModelRow> ofHub(EntityManager entities, String hubId) {
        return entities.createQuery(
                        "select m from ObjectModelRow m where m.hubId = :hubId order by m.objectId",
                        ObjectModelRow.class)
                .setParameter("hubId", hubId)
                .getResultList();
    }

    /** Those of a hub, by their numbers. */
    public List<DescribedObject> list(String region, String hubId) {
        return registry.read(entities -> ofHub(
                        entities, HubFinder.hub(entities, region, hubId).id())
                .stream()
                .map(ObjectModelRow::toObject)
                .toList());
    }

    public DescribedObject get(String region, String id) {
        return registry.read(entities -> row(entities, region, id).toObject());
    }

    public void delete(String region, String id) {
        registry.change(KIND, id, entities -> {
            ObjectModelRow row = row(entities, region, id);
            entities.remove(row);
            events.fire(new RegistryChange.ObjectModelsChanged(row.hubId));
            return null;
        });
    }

    private static ObjectModelRow row(EntityManager entities, String region, String id) {
        return HubFinder.thing(entities, ObjectModelRow.class, "object_model", region, id);
    }

    /** What doors go by. */
    public ObjectModels of(String hubId) {
        long seen = revision.current(); // before the registry is read: see RegistryRevision
        return registry.read(entities -> new ObjectModels(
                hubId,
                seen,
                ofHub(entities, hubId).stream()
                        .flatMap(row -> read(row).stream())
                        .toList()));
    }

    /** One that a former version took and this one does not keeps no device away. */
    private static Optional<ObjectModel> read(ObjectModelRow row) {
        try {
            return Optional.of(ObjectFile.read(row.content));
        } catch (ProblemException e) {
            LOG.log(Level.WARNING, e, () -> "The object model " + row.id + " cannot be read, and is passed over");
            return Optional.empty();
        }
    }
}
