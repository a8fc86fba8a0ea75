package org.axletree.hub.registry.huawei;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.registry.AuditedDeed;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Quota;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.device.DeviceRow;
import org.axletree.hub.registry.huawei.HuaweiCommand.Status;
import org.axletree.hub.settings.HubSettings;

/**
 * Keeps commands that devices answer some time. Bounded for each device: what is over makes room, and is forgotten a day after its
 * time at the latest.
 */
@ApplicationScoped
public class HuaweiCommandService {
    private static final Duration REMEMBERED = Duration.ofDays(1);
    private static final int LONGEST_NAME = 64;

    private Registry registry;
    private HubSettings settings;

    /** For the container. */
    protected HuaweiCommandService() {}

    @Inject
    public HuaweiCommandService(Registry registry, HubSettings settings) {
        this.registry = registry;
        this.settings = settings;
    }

    /**
     * Keeps a command that waits.
     *
     * @param addresseeId of the device itself, or of its gateway
     * @throws ProblemException if too many are under way
     */
    public void add(HuaweiCommand command, String deviceId, String addresseeId) {
        requireShort("service_id", command.serviceId());
        requireShort("command_name", command.commandName());
        registry.change("command", command.id(), entities -> {
            // Who counts the commands of a device waits for others who add to them.
            DeviceRow device = Optional.ofNullable(
                            entities.find(DeviceRow.class, deviceId, LockModeType.PESSIMISTIC_WRITE))
                    .orElseThrow(() -> ProblemException.notFound("device", deviceId));
            AuditedDeed.once("sent", "command", deviceId, device.hubId(), Map.of("command", command.commandName()))
                    .noteWithChange();
            int most = settings.limit(HubLimit.DOWNLINKS_PER_DEVICE);
            if (count(entities, deviceId) >= most) {
                entities.createQuery("delete from HuaweiCommandRow c where c.deviceId = :id"
                                + " and (c.expiresAt <= :now or c.status in :over)")
                        .setParameter("id", deviceId)
                        .setParameter("now", command.createdAt().toEpochMilli())
                        .setParameter("over", List.of(Status.SUCCESSFUL, Status.FAILED))
                        .executeUpdate();
                Quota.requireRoom("commands of the device", most, count(entities, deviceId));
            }
            HuaweiCommandRow row = new HuaweiCommandRow();
            row.id = command.id();
            row.deviceId = deviceId;
            row.addresseeId = addresseeId;
            row.serviceId = command.serviceId();
            row.commandName = command.commandName();
            row.paras = command.paras();
            row.delayed = command.delayed();
            row.status = command.status();
            row.createdAt = command.createdAt().toEpochMilli();
            row.expiresAt = command.expiresAt().toEpochMilli();
            entities.persist(row);
            return null;
        });
    }

    private static void requireShort(String name, String value) {
        if (value.length() > LONGEST_NAME) {
            throw ProblemException.invalid(
                    name, "constraint", value.length() + " characters (expected: at most " + LONGEST_NAME + ")");
        }
    }

    private static long count(EntityManager entities, String deviceId) {
        return entities.createQuery("select count(c) from HuaweiCommandRow c where c.deviceId = :id", Long.class)
                .setParameter("id", deviceId)
                .getSingleResult();
    }

    public HuaweiCommand get(String deviceId, String commandId, Instant now) {
        return registry.read(entities -> Optional.ofNullable(entities.find(HuaweiCommandRow.class, commandId))
                .filter(row -> row.deviceId.equals(deviceId))
                .map(row -> row.toCommand(now))
                .orElseThrow(() -> ProblemException.notFound("command", commandId)));
    }

    /** Who may answer a command, and until when. */
    public record Open(String addresseeId, Instant expiresAt) {}

    /** Commands that may still be answered. */
    public Map<String, Open> open(Instant now) {
        return registry.read(entities -> entities.createQuery(
                        "select c from HuaweiCommandRow c where c.expiresAt > :now and c.status in :open",
                        HuaweiCommandRow.class)
                .setParameter("now", now.toEpochMilli())
                .setParameter("open", List.of(Status.PENDING, Status.SENT, Status.DELIVERED))
                .getResultStream()
                .collect(Collectors.toMap(
                        row -> row.id, row -> new Open(row.addresseeId, Instant.ofEpochMilli(row.expiresAt)))));
    }

    /**
     * It was said to the device, whose answer may have been quicker.
     *
     * @param acknowledged whether the device has acknowledged it
     */
    public void told(String commandId, boolean acknowledged, Instant now) {
        registry.change("command", commandId, entities -> {
            entities.createQuery("update HuaweiCommandRow c set c.sentAt = :now"
                            + (acknowledged ? ", c.deliveredAt = :now" : "") + " where c.id = :id")
                    .setParameter("now", now.toEpochMilli())
                    .setParameter("id", commandId)
                    .executeUpdate();
            return entities.createQuery(
                            "update HuaweiCommandRow c set c.status = :told where c.id = :id and c.status = :pending")
                    .setParameter("told", acknowledged ? Status.DELIVERED : Status.SENT)
                    .setParameter("pending", Status.PENDING)
                    .setParameter("id", commandId)
                    .executeUpdate();
        });
    }

    /** The device answered. */
    public void answered(String commandId, boolean successful, String answer, Instant now) {
        registry.change("command", commandId, entities -> entities.createQuery(
                        "update HuaweiCommandRow c set c.answeredAt = :now, c.status = :status,"
                                + " c.answer = :answer where c.id = :id")
                .setParameter("now", now.toEpochMilli())
                .setParameter("status", successful ? Status.SUCCESSFUL : Status.FAILED)
                .setParameter("answer", answer)
                .setParameter("id", commandId)
                .executeUpdate());
    }

    /** It could not be said and does not wait. */
    public void remove(String commandId) {
        registry.change("command", commandId, entities -> entities.createQuery(
                        "delete from HuaweiCommandRow c where c.id = :id")
                .setParameter("id", commandId)
                .executeUpdate());
    }

    /** Forgets what has been over for long. */
    public void removeExpired(Instant now) {
        registry.change("command", "several", entities -> entities.createQuery(
                        "delete from HuaweiCommandRow c where c.expiresAt <= :end")
                .setParameter("end", now.minus(REMEMBERED).toEpochMilli())
                .executeUpdate());
    }
}
