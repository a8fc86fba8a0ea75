package org.axletree.hub.registry.firmware;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.axletree.core.door.FirmwarePackage;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.registry.ArgumentCheck;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Quota;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.SecretHash;
import org.axletree.hub.registry.device.DeviceFinder;
import org.axletree.hub.registry.device.DeviceRow;
import org.axletree.hub.registry.hub.HubFinder;
import org.axletree.hub.registry.hub.HubRow;
import org.axletree.hub.settings.HubSettings;

/** What one can do with firmware. Every method throws {@link ProblemException} where it cannot. */
@ApplicationScoped
public class FirmwareService {
    private static final int KEY_BYTES = 24;
    /** Of updates that are moved on at once. */
    private static final int MOST_UNDER_WAY = 1_000;

    private final SecureRandom random = new SecureRandom();
    private final Clock clock = Clock.systemUTC();
    private Registry registry;
    private HubSettings settings;

    /** For the container. */
    protected FirmwareService() {}

    @Inject
    public FirmwareService(Registry registry, HubSettings settings) {
        this.registry = registry;
        this.settings = settings;
    }

    /** Keeps an image. */
    public FirmwareImage upload(String region, String hubId, String name, byte[] content) {
        ArgumentCheck check = new ArgumentCheck(settings).region(region).name("name", name);
        int most = settings.limit(HubLimit.FIRMWARE_BYTES);
        if (content.length == 0 || content.length > most) {
            check.add("content", "constraint", content.length + " bytes (expected: 1 to " + most + ")");
        }
        check.done();
        String id = UUID.randomUUID().toString();
        return registry.change("firmware", id, entities -> {
            HubRow hub = HubFinder.lockedHub(entities, region, hubId);
            Quota.requireRoom(
                    "firmware images", settings.limit(HubLimit.FIRMWARE_IMAGES_PER_HUB), count(entities, hub.id()));
            FirmwareImageRow row = new FirmwareImageRow();
            row.id = id;
            row.hubId = hub.id();
            row.region = region;
            row.name = name;
            row.size = content.length;
            row.sha256 = sha256(content);
            row.createdAt = clock.millis();
            entities.persist(row);
            entities.flush(); // what the content refers to
            FirmwareContentRow contentRow = new FirmwareContentRow();
            contentRow.imageId = id;
            contentRow.content = content;
            entities.persist(contentRow);
            return row.toImage();
        });
    }

    private static long count(EntityManager entities, String hubId) {
        return entities.createQuery("select count(i) from FirmwareImageRow i where i.hubId = :hubId", Long.class)
                .setParameter("hubId", hubId)
                .getSingleResult();
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The images of a hub, the oldest first. */
    public List<FirmwareImage> list(String region, String hubId) {
        return registry.read(entities -> entities
                .createQuery(
                        "select i from FirmwareImageRow i where i.hubId = :hubId order by i.createdAt, i.id",
                        FirmwareImageRow.class)
                .setParameter("hubId", HubFinder.hub(entities, region, hubId).id())
                .setMaxResults(settings.limit(HubLimit.FIRMWARE_IMAGES_PER_HUB))
                .getResultList()
                .stream()
                .map(FirmwareImageRow::toImage)
                .toList());
    }

    public FirmwareImage get(String region, String imageId) {
        return registry.read(entities -> image(entities, region, imageId).toImage());
    }

    /** Deletes an image, with all that is known of updates with it. */
    public void delete(String region, String imageId) {
        registry.change("firmware", imageId, entities -> {
            entities.remove(image(entities, region, imageId));
            return null;
        });
    }

    private static FirmwareImageRow image(EntityManager entities, String region, String imageId) {
        return HubFinder.thing(entities, FirmwareImageRow.class, "firmware", region, imageId);
    }

    /** Begins an update of a device, in the place of one that may be under way. */
    public FirmwareUpdate start(String region, String deviceId, String imageId, FirmwareUpdate.Transfer transfer) {
        return registry.change("firmware update", deviceId, entities -> {
            DeviceRow device = DeviceFinder.device(entities, region, deviceId);
            FirmwareImageRow image = image(entities, region, imageId);
            if (!image.hubId.equals(device.hubId())) {
                throw ProblemException.invalid(
                        "firmware_id", "constraint", "is another hub's (expected: an image of the device's hub)");
            }
            FirmwareUpdateRow row = Optional.ofNullable(entities.find(FirmwareUpdateRow.class, device.id()))
                    .orElseGet(() -> {
                        FirmwareUpdateRow made = new FirmwareUpdateRow();
                        made.deviceId = device.id();
                        return made;
                    });
            row.imageId = image.id;
            row.transfer = transfer;
            row.state = FirmwareUpdate.State.WAITING;
            row.result = 0;
            row.detail = "";
            row.keyHash = "";
            row.startedAt = clock.millis();
            row.changedAt = row.startedAt;
            entities.persist(row);
            return row.toUpdate(device.hubId());
        });
    }

    /** The last update of a device. */
    public FirmwareUpdate update(String region, String deviceId) {
        return registry.read(entities -> {
            DeviceRow device = DeviceFinder.device(entities, region, deviceId);
            return Optional.ofNullable(entities.find(FirmwareUpdateRow.class, device.id()))
                    .orElseThrow(() -> ProblemException.notFound("firmware update", deviceId))
                    .toUpdate(device.hubId());
        });
    }

    /** Updates that are not at their end, those first with which nothing has happened for the longest time. */
    public List<FirmwareUpdate> underWay() {
        return registry.read(entities -> entities
                .createQuery(
                        "select u, d.hubId from FirmwareUpdateRow u, DeviceRow d where d.id = u.deviceId"
                                + " and u.state in :states order by u.changedAt",
                        Object[].class)
                .setParameter(
                        "states",
                        List.of(
                                FirmwareUpdate.State.WAITING,
                                FirmwareUpdate.State.DOWNLOADING,
                                FirmwareUpdate.State.UPDATING))
                .setMaxResults(MOST_UNDER_WAY)
                .getResultList()
                .stream()
                .map(row -> ((FirmwareUpdateRow) row[0]).toUpdate((String) row[1]))
                .toList());
    }

    /** The content of an image; empty if it is gone. */
    public Optional<byte[]> content(String imageId) {
        return registry.read(entities -> Optional.ofNullable(entities.find(FirmwareContentRow.class, imageId))
                .map(row -> row.content));
    }

    /** Makes a new way for a device to fetch its image, which is good until the device has it. */
    public String newKey(FirmwareUpdate update) {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        String key = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        change(update, row -> row.keyHash = SecretHash.of(key));
        return key;
    }

    /** The image that a device fetches by a key; empty unless it is downloading. */
    public Optional<FirmwarePackage> byKey(String key) {
        return registry.read(entities -> entities
                .createQuery(
                        "select u.deviceId, c.content from FirmwareUpdateRow u, FirmwareContentRow c"
                                + " where c.imageId = u.imageId and u.keyHash = :hash and u.state = :state",
                        Object[].class)
                .setParameter("hash", SecretHash.of(key))
                .setParameter("state", FirmwareUpdate.State.DOWNLOADING)
                .getResultList()
                .stream()
                .findFirst()
                .map(row -> new FirmwarePackage((String) row[0], (byte[]) row[1])));
    }

    /** Moves an update on, unless another has begun since. */
    public void move(FirmwareUpdate update, FirmwareUpdate.State state, int result, String detail) {
        change(update, row -> {
            row.state = state;
            row.result = result;
            row.detail = detail;
            if (state != FirmwareUpdate.State.DOWNLOADING) {
                row.keyHash = "";
            }
            row.changedAt = clock.millis();
        });
    }

    private void change(FirmwareUpdate update, Consumer<FirmwareUpdateRow> change) {
        registry.change("firmware update", update.deviceId(), entities -> {
            Optional.ofNullable(entities.find(FirmwareUpdateRow.class, update.deviceId()))
                    .filter(row -> row.startedAt == update.startedAt().toEpochMilli())
                    .ifPresent(change);
            return null;
        });
    }
}
