package org.axletree.hub.registry.azure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.io.StringReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.axletree.core.limit.HubLimit;
import org.axletree.core.topic.Topic;
import org.axletree.hub.registry.AuditedDeed;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Quota;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.command.CommandLedger;
import org.axletree.hub.registry.device.DeviceRow;
import org.axletree.hub.settings.HubSettings;

/**
 * Messages that wait for devices until these take them, and what became of them (docs/reference/dialects/azure.md, 6).
 * Every method throws {@link ProblemException} where it cannot.
 */
@ApplicationScoped
public class CloudMessageService {
    private static final Duration LONGEST = Duration.ofDays(2);
    private static final Duration LOCK = Duration.ofMinutes(1);
    private static final int MOST_FEEDBACK = 64;
    private static final int EXPIRED_AT_ONCE = 200;

    private Registry registry;
    private HubSettings settings;
    private AzureResourceService resources;
    private final Clock clock = Clock.systemUTC();

    /** For the container. */
    protected CloudMessageService() {}

    @Inject
    public CloudMessageService(Registry registry, HubSettings settings, AzureResourceService resources) {
        this.registry = registry;
        this.settings = settings;
        this.resources = resources;
    }

    /** Keeps a message until the device has taken it; answers the device's id. When it returns, it is committed. */
    public String enqueue(HubPlace hub, String name, CloudMessageDraft draft) {
        int most = settings.limit(HubLimit.CLOUD_MESSAGE_BYTES);
        int bytes = draft.bytes();
        if (bytes > most) {
            throw new ProblemException(new Problem.QuotaExceeded("bytes", most, bytes));
        }
        Instant now = clock.instant();
        Instant expiry = draft.expiry()
                .orElseGet(
                        () -> now.plusSeconds(resources.settingsOf(hub.hubId()).defaultTtlSeconds()));
        if (!expiry.isAfter(now) || expiry.isAfter(now.plus(LONGEST))) {
            throw ProblemException.invalid(
                    "iothub-expiry", "constraint", expiry + " (expected: within the next two days)");
        }
        return registry.change("message", name, entities -> {
            AzureFinder.Found found = AzureFinder.found(entities, hub.hubId(), name);
            requireReachable(name);
            String deviceId = found.device().id();
            // Who counts the messages of a device waits for others who add to them.
            entities.lock(found.device(), LockModeType.PESSIMISTIC_WRITE);
            Quota.requireRoom("messages", settings.limit(HubLimit.CLOUD_MESSAGES), waiting(entities, deviceId));
            CloudMessageRow row = new CloudMessageRow();
            row.id = UUID.randomUUID().toString();
            row.hubId = hub.hubId();
            row.deviceId = deviceId;
            row.messageId = draft.messageId();
            row.ack = draft.ack();
            row.properties = draft.properties().toString();
            row.payload = draft.payload();
            row.enqueuedAt = now.toEpochMilli();
            row.expiresAt = expiry.toEpochMilli();
            entities.persist(row);
            AuditedDeed.once("sent", "message", deviceId, hub.hubId(), Map.of("bytes", bytes))
                    .noteWithChange();
            return deviceId;
        });
    }

    /** A device hears messages on topics with its name, which not every name can be a part of. */
    public static void requireReachable(String name) {
        if (Topic.problemWith(name).isPresent()) {
            throw ProblemException.invalid(
                    "deviceId",
                    "constraint",
                    "no message reaches " + name + ": its ID has # or +, which no topic of MQTT may have"
                            + " (expected: a device whose ID has neither)");
        }
    }

    private long waiting(EntityManager entities, String deviceId) {
        return entities.createQuery("select count(m) from CloudMessageRow m where m.deviceId = :id", Long.class)
                .setParameter("id", deviceId)
                .getSingleResult();
    }

    /** The devices for which messages wait. */
    public List<String> waitingDevices() {
        return registry.read(entities -> entities.createQuery(
                        "select distinct m.deviceId from CloudMessageRow m where m.expiresAt > :now", String.class)
                .setParameter("now", clock.millis())
                .getResultList());
    }

    /** The message that has waited longest for a device. */
    public Optional<CloudMessage> oldest(String deviceId) {
        return registry.read(entities -> entities.createQuery(
                        "select m from CloudMessageRow m where m.deviceId = :id and m.expiresAt > :now"
                                + " order by m.position",
                        CloudMessageRow.class)
                .setParameter("id", deviceId)
                .setParameter("now", clock.millis())
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .flatMap(row -> Optional.ofNullable(entities.find(DeviceRow.class, deviceId))
                        .map(device -> new CloudMessage(
                                row.id,
                                row.hubId,
                                row.deviceId,
                                device.name(),
                                json(row.properties),
                                row.payload,
                                Instant.ofEpochMilli(row.expiresAt)))));
    }

    /** The device has taken a message. */
    public void taken(String id) {
        registry.change("message", id, entities -> {
            Optional.ofNullable(entities.find(CloudMessageRow.class, id))
                    .ifPresent(row -> end(entities, row, "Success"));
            return null;
        });
    }

    /** A message was sent and not taken; after some tries it is given up. */
    public void notTaken(String id) {
        registry.change("message", id, entities -> {
            Optional.ofNullable(entities.find(CloudMessageRow.class, id)).ifPresent(row -> {
                row.deliveryCount++;
                if (row.deliveryCount >= resources.settingsOf(row.hubId).maxDeliveryCount()) {
                    end(entities, row, "DeliveryCountExceeded");
                }
            });
            return null;
        });
    }

    /** Ends the messages whose time is over. */
    public void expire() {
        registry.change("message", "expired", entities -> {
            entities.createQuery("select m from CloudMessageRow m where m.expiresAt <= :now", CloudMessageRow.class)
                    .setParameter("now", clock.millis())
                    .setMaxResults(EXPIRED_AT_ONCE)
                    .getResultList()
                    .forEach(row -> end(entities, row, "Expired"));
            return null;
        });
    }

    /** Ends all messages that wait for a device; answers how many. */
    public int purge(HubPlace hub, String name) {
        return registry.change("message", name, entities -> {
            String deviceId =
                    AzureFinder.found(entities, hub.hubId(), name).device().id();
            List<CloudMessageRow> rows = entities.createQuery(
                            "select m from CloudMessageRow m where m.deviceId = :id", CloudMessageRow.class)
                    .setParameter("id", deviceId)
                    .getResultList();
            rows.forEach(row -> end(entities, row, "Purged"));
            return rows.size();
        });
    }

    private void end(EntityManager entities, CloudMessageRow row, String status) {
        boolean success = status.equals("Success");
        if (row.ack.equals("full") || row.ack.equals(success ? "positive" : "negative")) {
            DeviceRow device = entities.find(DeviceRow.class, row.deviceId);
            CloudFeedbackRow feedback = new CloudFeedbackRow();
            feedback.id = UUID.randomUUID().toString();
            feedback.hubId = row.hubId;
            feedback.messageId = row.messageId;
            feedback.deviceName = device.name();
            feedback.deviceGeneration = String.valueOf(device.createdAt());
            feedback.status = status;
            feedback.enqueuedAt = clock.millis();
            entities.persist(feedback);
            trim(entities, row.hubId);
        }
        entities.remove(row);
        CommandLedger.messageEnded(entities, row.messageId, success, clock.millis());
    }

    /** Feedback that nobody fetches is not kept for ever. */
    private void trim(EntityManager entities, String hubId) {
        entities.createQuery("delete from CloudFeedbackRow f where f.hubId = :hubId and f.enqueuedAt < :old")
                .setParameter("hubId", hubId)
                .setParameter("old", clock.millis() - LONGEST.toMillis())
                .executeUpdate();
    }

    /** Feedback for whoever asks; nobody else gets it for a minute. Empty if there is none. */
    public Optional<FeedbackBatch> feedback(HubPlace hub) {
        String lock = UUID.randomUUID().toString();
        List<CloudFeedback> found = registry.change("feedback", "hub", hub.hubId(), entities -> {
            long now = clock.millis();
            List<CloudFeedbackRow> rows = entities.createQuery(
                            "select f from CloudFeedbackRow f where f.hubId = :hubId and f.lockedUntil <= :now"
                                    + " order by f.enqueuedAt, f.id",
                            CloudFeedbackRow.class)
                    .setParameter("hubId", hub.hubId())
                    .setParameter("now", now)
                    .setMaxResults(MOST_FEEDBACK)
                    .getResultList();
            rows.forEach(row -> {
                row.lockedBy = lock;
                row.lockedUntil = now + LOCK.toMillis();
            });
            return rows.stream()
                    .map(row -> new CloudFeedback(
                            row.messageId,
                            row.deviceName,
                            row.deviceGeneration,
                            row.status,
                            Instant.ofEpochMilli(row.enqueuedAt)))
                    .toList();
        });
        return found.isEmpty() ? Optional.empty() : Optional.of(new FeedbackBatch(lock, found));
    }

    /** Whoever has the lock has read it. */
    public void feedbackRead(HubPlace hub, String lock) {
        int ended = registry.change("feedback", lock, entities -> entities.createQuery(
                        "delete from CloudFeedbackRow f where f.hubId = :hubId and f.lockedBy = :lock")
                .setParameter("hubId", hub.hubId())
                .setParameter("lock", lock)
                .executeUpdate());
        if (ended == 0) {
            throw new ProblemException(new Problem.PreconditionFailed(
                    "unknown_precondition", "the lock is over (expected: that of an answer of the last minute)"));
        }
    }

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
