package org.axletree.hub.registry.huawei;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.registry.AuditedDeed;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.device.DeviceRow;
import org.axletree.hub.settings.HubSettings;

/** The messages that devices were sent last, and what became of them. Of each device the newest are remembered. */
@ApplicationScoped
public class HuaweiMessageService {
    private Registry registry;
    private HubSettings settings;

    /** For the container. */
    protected HuaweiMessageService() {}

    @Inject
    public HuaweiMessageService(Registry registry, HubSettings settings) {
        this.registry = registry;
        this.settings = settings;
    }

    /**
     * Remembers a message in the place of the oldest one, and of one with the same id.
     *
     * @param addresseeId UUID of the device itself, or of its gateway
     */
    public void add(HuaweiMessage message, String deviceId, String addresseeId) {
        registry.change("message", message.id(), entities -> {
            // Who counts the messages of a device waits for others who add to them.
            DeviceRow device = Optional.ofNullable(
                            entities.find(DeviceRow.class, deviceId, LockModeType.PESSIMISTIC_WRITE))
                    .orElseThrow(() -> ProblemException.notFound("device", deviceId));
            String id = HuaweiMessageRow.idOf(deviceId, message.id());
            delete(entities, deviceId, "m.id = :value", id);
            Long newest = entities.createQuery(
                            "select max(m.number) from HuaweiMessageRow m where m.deviceId = :device", Long.class)
                    .setParameter("device", deviceId)
                    .getSingleResult();
            HuaweiMessageRow row = new HuaweiMessageRow();
            row.id = id;
            row.deviceId = deviceId;
            row.number = newest == null ? 1 : newest + 1;
            row.addresseeId = addresseeId;
            row.messageId = message.id();
            row.name = message.name();
            row.content = message.content();
            row.base64 = message.base64();
            row.raw = message.raw();
            row.topic = message.topic();
            row.createdAt = message.createdAt().toEpochMilli();
            row.expiresAt = message.expiresAt().toEpochMilli();
            row.deliveredAt = message.deliveredAt().map(Instant::toEpochMilli).orElse(null);
            entities.persist(row);
            AuditedDeed.once("sent", "message", deviceId, device.hubId(), Map.of("message", message.id()))
                    .noteWithChange();
            delete(entities, deviceId, "m.number <= :value", row.number - settings.limit(HubLimit.MESSAGES_REMEMBERED));
            return null;
        });
    }

    private static int delete(EntityManager entities, String deviceId, String condition, Object value) {
        return entities.createQuery("delete from HuaweiMessageRow m where m.deviceId = :device and " + condition)
                .setParameter("device", deviceId)
                .setParameter("value", value)
                .executeUpdate();
    }

    /**
     * Somebody has a message now.
     *
     * @param addresseeId UUID of whoever was told it: the device itself, or its gateway
     */
    public void delivered(String addresseeId, String messageId, Instant now) {
        registry.change("message", messageId, entities -> entities.createQuery(
                        "update HuaweiMessageRow m set m.deliveredAt = :now"
                                + " where m.addresseeId = :addressee and m.messageId = :id and m.deliveredAt is null")
                .setParameter("now", now.toEpochMilli())
                .setParameter("addressee", addresseeId)
                .setParameter("id", messageId)
                .executeUpdate());
    }

    /** It could neither be told nor kept. */
    public void remove(String deviceId, String messageId) {
        registry.change(
                "message",
                messageId,
                entities -> delete(entities, deviceId, "m.id = :value", HuaweiMessageRow.idOf(deviceId, messageId)));
    }

    /** The messages of a device that are remembered, the newest first. */
    public List<HuaweiMessage> of(String deviceId) {
        return registry.read(entities -> entities
                .createQuery(
                        "select m from HuaweiMessageRow m where m.deviceId = :id order by m.number desc",
                        HuaweiMessageRow.class)
                .setParameter("id", deviceId)
                .getResultList()
                .stream()
                .map(HuaweiMessageRow::toMessage)
                .toList());
    }

    public HuaweiMessage get(String deviceId, String messageId) {
        return registry.read(entities -> Optional.ofNullable(
                        entities.find(HuaweiMessageRow.class, HuaweiMessageRow.idOf(deviceId, messageId))))
                .map(HuaweiMessageRow::toMessage)
                .orElseThrow(() -> ProblemException.notFound("message", messageId));
    }
}
