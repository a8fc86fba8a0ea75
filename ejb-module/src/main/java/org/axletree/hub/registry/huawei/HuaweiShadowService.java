package org.axletree.hub.registry.huawei;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.registry.AuditedDeed;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.Quota;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.StoredText;
import org.axletree.hub.registry.device.DeviceRow;
import org.axletree.hub.settings.HubSettings;

/** Shadows of Huawei devices: for each service what is wanted of it, and what the device last said. */
@ApplicationScoped
public class HuaweiShadowService {
    private static final Pattern SERVICE_ID = Pattern.compile("[^\\p{Cntrl}/]{1,64}");

    private Registry registry;
    private HubSettings settings;

    /** For the container. */
    protected HuaweiShadowService() {}

    @Inject
    public HuaweiShadowService(Registry registry, HubSettings settings) {
        this.registry = registry;
        this.settings = settings;
    }

    /** The shadow of a device, ordered by service. */
    public List<HuaweiShadow> of(String deviceId) {
        return registry.read(entities ->
                rows(entities, deviceId).stream().map(HuaweiShadowRow::toShadow).toList());
    }

    private static List<HuaweiShadowRow> rows(EntityManager entities, String deviceId) {
        return entities.createQuery(
                        "select s from HuaweiShadowRow s where s.deviceId = :id order by s.serviceId",
                        HuaweiShadowRow.class)
                .setParameter("id", deviceId)
                .getResultList();
    }

    /**
     * Wants something of a service.
     *
     * @param version the version that it is to have now; empty if that does not matter
     */
    public void want(String deviceId, ServiceProperties wanted, OptionalLong version) {
        registry.change("shadow", deviceId, entities -> {
            HuaweiShadowRow row = row(entities, deviceId, wanted.serviceId());
            if (version.isPresent() && version.getAsLong() != row.shadowVersion) {
                throw new ProblemException(
                        new Problem.TransientState("shadow", wanted.serviceId(), "of version " + row.shadowVersion));
            }
            row.desired = stored("desired", wanted.over(row.desiredProperties()));
            row.desiredAt = wanted.at().toEpochMilli();
            row.shadowVersion++;
            new AuditedDeed(
                            "updated",
                            "twin",
                            deviceId,
                            entities.find(DeviceRow.class, deviceId).hubId(),
                            Map.of("version", row.shadowVersion - 1),
                            Map.of("service", row.serviceId, "version", row.shadowVersion))
                    .noteWithChange();
            return null;
        });
    }

    /**
     * Writes down what devices said. What there is no room for, or whose device is gone, is left out.
     *
     * @return ids of the devices of which something was left out
     */
    public List<String> write(Map<String, ? extends Collection<ServiceProperties>> reportsByDevice) {
        return registry.change("shadow", "several", entities -> new TreeMap<>(reportsByDevice)
                .entrySet().stream() // ordered, so that two writers cannot deadlock
                        .filter(device -> !device.getValue().stream()
                                .allMatch(report -> wasWritten(entities, device.getKey(), report)))
                        .map(Map.Entry::getKey)
                        .toList());
    }

    private boolean wasWritten(EntityManager entities, String deviceId, ServiceProperties report) {
        try {
            HuaweiShadowRow row = row(entities, deviceId, report.serviceId());
            row.reported = stored("reported", report.over(row.reportedProperties()));
            row.reportedAt = report.at().toEpochMilli();
            return true;
        } catch (ProblemException noRoom) {
            return false;
        }
    }

    private HuaweiShadowRow row(EntityManager entities, String deviceId, String serviceId) {
        if (!SERVICE_ID.matcher(serviceId).matches() || !StoredText.isPossible(serviceId)) {
            throw ProblemException.invalid(
                    "service_id", "format", Problem.shown(serviceId) + " (expected: 1 to 64 characters without /)");
        }
        return Optional.ofNullable(entities.find(HuaweiShadowRow.class, HuaweiShadowRow.idOf(deviceId, serviceId)))
                .orElseGet(() -> make(entities, deviceId, serviceId));
    }

    private HuaweiShadowRow make(EntityManager entities, String deviceId, String serviceId) {
        // Who counts the services of a shadow waits for others who add to it.
        DeviceRow device = Optional.ofNullable(entities.find(DeviceRow.class, deviceId, LockModeType.PESSIMISTIC_WRITE))
                .orElseThrow(() -> ProblemException.notFound("device", deviceId));
        long services = entities.createQuery(
                        "select count(s) from HuaweiShadowRow s where s.deviceId = :id", Long.class)
                .setParameter("id", device.id())
                .getSingleResult();
        Quota.requireRoom("services of the shadow", settings.limit(HubLimit.SHADOW_SERVICES), services);
        HuaweiShadowRow row = new HuaweiShadowRow();
        row.id = HuaweiShadowRow.idOf(deviceId, serviceId);
        row.deviceId = deviceId;
        row.serviceId = serviceId;
        entities.persist(row);
        return row;
    }

    private String stored(String argument, JsonObject properties) {
        String text = properties.toString();
        int bytes = text.getBytes(StandardCharsets.UTF_8).length;
        int most = settings.limit(HubLimit.SHADOW_BYTES);
        if (bytes > most || !StoredText.isPossible(text)) {
            throw ProblemException.invalid(
                    argument, "constraint", bytes + " bytes of properties (expected: text of at most " + most + ")");
        }
        return text;
    }
}
