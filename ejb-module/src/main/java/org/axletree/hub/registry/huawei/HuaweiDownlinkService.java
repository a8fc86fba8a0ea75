package org.axletree.hub.registry.huawei;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Quota;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.device.DeviceRow;
import org.axletree.hub.settings.HubSettings;

/** Keeps what devices could not be told because they were away. Bounded for each device, and everything has an end. */
@ApplicationScoped
public class HuaweiDownlinkService {
    private Registry registry;
    private HubSettings settings;

    /** For the container. */
    protected HuaweiDownlinkService() {}

    @Inject
    public HuaweiDownlinkService(Registry registry, HubSettings settings) {
        this.registry = registry;
        this.settings = settings;
    }

    /**
     * Keeps a message behind those that wait already.
     *
     * @throws ProblemException if too many wait
     */
    public void keep(String deviceId, String messageId, String topic, byte[] payload, Instant expiresAt) {
        registry.change("message", messageId, entities -> {
            // Who counts what waits for a device waits for others who add to it.
            Optional.ofNullable(entities.find(DeviceRow.class, deviceId, LockModeType.PESSIMISTIC_WRITE))
                    .orElseThrow(() -> ProblemException.notFound("device", deviceId));
            Object[] waiting = entities.createQuery(
                            "select count(m), max(m.number) from HuaweiDownlinkRow m where m.deviceId = :id",
                            Object[].class)
                    .setParameter("id", deviceId)
                    .getSingleResult();
            Quota.requireRoom("messages that wait for the device", settings.limit(HubLimit.DOWNLINKS_PER_DEVICE), (Long)
                    waiting[0]);
            HuaweiDownlinkRow row = new HuaweiDownlinkRow();
            row.number = waiting[1] == null ? 1 : (Long) waiting[1] + 1;
            row.id = deviceId + "/" + row.number;
            row.deviceId = deviceId;
            row.messageId = messageId;
            row.topic = topic;
            row.payload = payload.clone();
            row.expiresAt = expiresAt.toEpochMilli();
            entities.persist(row);
            return null;
        });
    }

    /** What waits for a device, first come first. */
    public List<WaitingDownlink> waiting(String deviceId, Instant now) {
        return registry.read(entities -> entities
                .createQuery(
                        "select m from HuaweiDownlinkRow m where m.deviceId = :id and m.expiresAt > :now order by m.number",
                        HuaweiDownlinkRow.class)
                .setParameter("id", deviceId)
                .setParameter("now", now.toEpochMilli())
                .setMaxResults(settings.limit(HubLimit.DOWNLINKS_PER_DEVICE))
                .getResultList()
                .stream()
                .map(row -> new WaitingDownlink(row.id, row.messageId, row.topic, row.payload))
                .toList());
    }

    /** For whom something waits. */
    public List<String> devices(Instant now) {
        return registry.read(entities -> entities.createQuery(
                        "select distinct m.deviceId from HuaweiDownlinkRow m where m.expiresAt > :now", String.class)
                .setParameter("now", now.toEpochMilli())
                .getResultList());
    }

    /** The device has it. */
    public void remove(WaitingDownlink downlink) {
        registry.change("message", downlink.messageId(), entities -> delete(entities, "m.id = :value", downlink.id()));
    }

    /** Forgets what waited too long. */
    public void removeExpired(Instant now) {
        registry.change(
                "message", "several", entities -> delete(entities, "m.expiresAt <= :value", now.toEpochMilli()));
    }

    private static int delete(EntityManager entities, String condition, Object value) {
        return entities.createQuery("delete from HuaweiDownlinkRow m where " + condition)
                .setParameter("value", value)
                .executeUpdate();
    }
}
