package org.axletree.hub.registry.twin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.registry.AuditedDeed;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Quota;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.StoredText;
import org.axletree.hub.registry.device.DeviceRow;
import org.axletree.hub.settings.HubSettings;

/**
 * Cloud twins: documents that device and applications share (scaleway.md L3). A version that is given must be the document's;
 * 0 or none is not looked at.
 */
@ApplicationScoped
public class TwinService {
    private static final Pattern NAME = Pattern.compile("[-_.~0-9a-zA-Z]{1,255}");
    private static final String DOCUMENT = "document";
    private static final String VERSION = "version";
    private static final String RESERVED = "_config";

    private Registry registry;
    private HubSettings settings;
    private final Clock clock = Clock.systemUTC();

    /** For the container. */
    protected TwinService() {}

    @Inject
    public TwinService(Registry registry, HubSettings settings) {
        this.registry = registry;
        this.settings = settings;
    }

    /** The names of a twin's documents, in order. */
    public List<String> names(TwinAddress twin) {
        return registry.read(entities -> {
            DeviceRow device = twin.find(entities);
            return entities.createQuery(
                            "select t.name from TwinDocumentRow t where t.deviceId = :deviceId order by t.name",
                            String.class)
                    .setParameter("deviceId", device.id())
                    .getResultList();
        });
    }

    public TwinDocument get(TwinAddress twin, String name) {
        requireName(name);
        return registry.read(
                entities -> existing(entities, twin.find(entities), name).toDocument());
    }

    /** Makes a document, or puts another in its place. */
    public TwinDocument put(TwinAddress twin, String name, Optional<Long> version, JsonObject data) {
        requireName(name);
        return registry.change("document", name, entities -> {
            DeviceRow device = twin.find(entities);
            TwinDocumentRow row = find(entities, device, name).orElseGet(() -> make(entities, device, name));
            return change(device, row, version, data);
        });
    }

    /** Merges a patch into a document (RFC 7396): {@code null} removes, lists are replaced. */
    public TwinDocument patch(TwinAddress twin, String name, Optional<Long> version, JsonObject patch) {
        requireName(name);
        return registry.change("document", name, entities -> {
            DeviceRow device = twin.find(entities);
            TwinDocumentRow row = existing(entities, device, name);
            return change(
                    device,
                    row,
                    version,
                    Json.createMergePatch(patch).apply(row.content()).asJsonObject());
        });
    }

    public void delete(TwinAddress twin, String name) {
        requireName(name);
        registry.change("document", name, entities -> {
            DeviceRow device = twin.find(entities);
            TwinDocumentRow row = existing(entities, device, name);
            entities.remove(row);
            deed(device, "deleted", Map.of(DOCUMENT, name, VERSION, row.documentVersion), Map.of())
                    .noteWithChange();
            return null;
        });
    }

    /** Deletes all documents of a twin. */
    public void deleteAll(TwinAddress twin) {
        registry.change("twin", twin.twinId(), entities -> {
            DeviceRow device = twin.find(entities);
            int deleted = entities.createQuery("delete from TwinDocumentRow t where t.deviceId = :deviceId")
                    .setParameter("deviceId", device.id())
                    .executeUpdate();
            if (deleted > 0) {
                deed(device, "deleted", Map.of("documents", deleted), Map.of()).noteWithChange();
            }
            return deleted;
        });
    }

    private static AuditedDeed deed(
            DeviceRow device, String action, Map<String, Object> before, Map<String, Object> after) {
        return new AuditedDeed(action, "twin", device.id(), device.hubId(), before, after);
    }

    private TwinDocument change(DeviceRow device, TwinDocumentRow row, Optional<Long> version, JsonObject data) {
        long expected = version.orElse(0L);
        if (expected != 0 && expected != row.documentVersion) {
            throw new VersionMismatchException(expected, row.documentVersion);
        }
        String text = data.toString();
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        int most = settings.limit(HubLimit.TWIN_DOCUMENT_BYTES);
        if (bytes > most) {
            throw ProblemException.invalid("data", "constraint", bytes + " bytes (expected: at most " + most + ")");
        }
        if (!StoredText.isPossible(text)) {
            throw ProblemException.invalid("data", "format", "has half a character (expected: whole ones)");
        }
        row.data = text;
        boolean isNew = row.documentVersion == 0;
        Map<String, Object> before = isNew ? Map.of() : Map.of(DOCUMENT, row.name, VERSION, row.documentVersion);
        row.documentVersion++;
        row.updatedAt = clock.millis();
        deed(device, isNew ? "created" : "updated", before, Map.of(DOCUMENT, row.name, VERSION, row.documentVersion))
                .noteWithChange();
        return row.toDocument();
    }

    /** A document before its first version. */
    private TwinDocumentRow make(EntityManager entities, DeviceRow device, String name) {
        // Who counts the documents of a twin waits for others who add to it.
        entities.lock(device, LockModeType.PESSIMISTIC_WRITE);
        long documents = entities.createQuery(
                        "select count(t) from TwinDocumentRow t where t.deviceId = :deviceId", Long.class)
                .setParameter("deviceId", device.id())
                .getSingleResult();
        Quota.requireRoom("documents", settings.limit(HubLimit.TWIN_DOCUMENTS), documents);
        TwinDocumentRow row = new TwinDocumentRow();
        row.id = TwinDocumentRow.idOf(device.id(), name);
        row.deviceId = device.id();
        row.name = name;
        row.data = "{}";
        entities.persist(row);
        return row;
    }

    private static TwinDocumentRow existing(EntityManager entities, DeviceRow device, String name) {
        return find(entities, device, name).orElseThrow(() -> ProblemException.notFound("document", name));
    }

    private static Optional<TwinDocumentRow> find(EntityManager entities, DeviceRow device, String name) {
        return Optional.ofNullable(entities.find(TwinDocumentRow.class, TwinDocumentRow.idOf(device.id(), name)));
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw ProblemException.invalid(
                    "document_name", "format", "(expected: 1 to 255 letters, digits and - _ . ~)");
        }
        if (name.equals(RESERVED)) {
            throw ProblemException.invalid(
                    "document_name", "constraint", RESERVED + " is reserved (expected: another)");
        }
    }
}
