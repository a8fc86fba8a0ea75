package org.axletree.hub.registry.password;

import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.axletree.hub.authority.PasswordHash;

/**
 * What a device's password is compared with.
 *
 * @param sealedVerifier what it is proved by in an exchange of SCRAM-SHA-256; empty while the hub has not seen the password
 */
public record DevicePassword(String deviceId, String userName, PasswordHash hash, Optional<byte[]> sealedVerifier) {

    /** What each of these devices has, by its id. In a transaction. */
    public static Map<String, DevicePassword> of(EntityManager entities, Collection<String> deviceIds) {
        return deviceIds.isEmpty()
                ? Map.of()
                : entities.createQuery(
                                "select p from DevicePasswordRow p where p.deviceId in :ids", DevicePasswordRow.class)
                        .setParameter("ids", deviceIds)
                        .getResultStream()
                        .map(DevicePassword::read)
                        .collect(Collectors.toMap(DevicePassword::deviceId, each -> each));
    }

    /** Which devices of a hub have one of these user names, by the device's name. */
    public static Map<String, DevicePassword> byDevice(
            EntityManager entities, String hubId, Collection<String> userNames) {
        return userNames.isEmpty()
                ? Map.of()
                : entities.createQuery(
                                "select d.name, p from DevicePasswordRow p, DeviceRow d"
                                        + " where p.userName in :names and d.id = p.deviceId and d.hubId = :hub",
                                Object[].class)
                        .setParameter("names", userNames)
                        .setParameter("hub", hubId)
                        .getResultStream()
                        .collect(Collectors.toMap(each -> (String) each[0], each -> read((DevicePasswordRow) each[1])));
    }

    static DevicePassword read(DevicePasswordRow row) {
        return new DevicePassword(
                row.deviceId,
                row.userName,
                PasswordHash.kept(row.passwordHash),
                Optional.ofNullable(row.sealedVerifier));
    }
}
