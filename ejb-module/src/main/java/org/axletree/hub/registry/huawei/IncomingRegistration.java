package org.axletree.hub.registry.huawei;

import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.axletree.hub.registry.ArgumentCheck;
import org.axletree.hub.registry.NewRows;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.registry.credential.DeviceCredential;
import org.axletree.hub.settings.HubSettings;

/**
 * What only devices of Huawei have, as they were elsewhere.
 *
 * @param gatewayComes whether a trial run is to believe that the gateway will have been there
 */
public record IncomingRegistration(NewHuaweiDevice device, boolean gatewayComes) {

    /** The id that it will have. */
    public String id() {
        return device.id();
    }

    public Optional<String> gatewayId() {
        return device.gatewayId();
    }

    /** What it proves itself with; made here for whoever stands behind a gateway and proves nothing. */
    public DeviceCredential credential() {
        return device.credential(device.secret().orElseGet(HuaweiSecret::random));
    }

    /** Why it cannot be taken over; one sentence. */
    public Optional<String> problem(HubSettings settings) {
        if (device.secret().isEmpty()
                && device.fingerprint().isEmpty()
                && device.gatewayId().isEmpty()) {
            return Optional.of("has no secret and no fingerprint (expected: auth_info with one)");
        }
        ArgumentCheck check = new ArgumentCheck(settings);
        HuaweiArguments.check(check, device);
        try {
            check.done();
            return Optional.empty();
        } catch (ProblemException wrong) {
            return Optional.of(wrong.getMessage());
        }
    }

    /** Which of these ids are taken, wherever on this server. */
    public static Set<String> taken(EntityManager entities, Collection<String> ids) {
        return ids.isEmpty()
                ? Set.of()
                : new HashSet<>(entities.createQuery(
                                "select x.huaweiId from HuaweiDeviceRow x where x.huaweiId in :ids", String.class)
                        .setParameter("ids", ids)
                        .getResultList());
    }

    /** Of these gateways, by their ids, which devices of a hub they are. Who stands behind another is none. */
    public static Map<String, String> gateways(EntityManager entities, String hubId, Collection<String> ids) {
        return ids.isEmpty()
                ? Map.of()
                : entities.createQuery(
                                "select x.huaweiId, x.deviceId from HuaweiDeviceRow x, DeviceRow d where x.huaweiId in :ids"
                                        + " and d.id = x.deviceId and d.hubId = :hubId and d.parentId is null",
                                Object[].class)
                        .setParameter("ids", ids)
                        .setParameter("hubId", hubId)
                        .getResultStream()
                        .collect(Collectors.toMap(row -> (String) row[0], row -> (String) row[1]));
    }

    /** Writes it down beside a new device. */
    public void add(NewRows rows, String deviceId, long now) {
        rows.add(HuaweiDeviceRow.of(deviceId, device, now));
    }
}
