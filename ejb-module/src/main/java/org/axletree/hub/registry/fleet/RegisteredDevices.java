package org.axletree.hub.registry.fleet;

import jakarta.persistence.EntityManager;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.axletree.hub.authority.DeviceCertificate;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.StoredText;
import org.axletree.hub.registry.credential.CredentialSafe;
import org.axletree.hub.registry.credential.DeviceCredentialRow;
import org.axletree.hub.registry.credential.SealedCredential;
import org.axletree.hub.registry.device.DeviceIntake;
import org.axletree.hub.registry.device.DeviceRow;
import org.axletree.hub.registry.huawei.IncomingRegistration;
import org.axletree.hub.registry.hub.HubRow;

/** What is there already, as far as it concerns those that come. */
record RegisteredDevices(
        Map<String, DeviceRow> devices,
        Map<String, SealedCredential> credentials,
        Map<String, String> userNames,
        Map<String, String> fingerprints,
        Set<String> ids,
        Set<String> certificates,
        Set<String> registrations,
        Map<String, String> gateways) {

    static RegisteredDevices of(EntityManager entities, HubRow hub, List<IncomingDevice> coming) {
        Map<String, DeviceRow> devices = DeviceIntake.named(
                entities,
                hub.id(),
                coming.stream()
                        .map(IncomingDevice::name)
                        .filter(StoredText::isPossible)
                        .distinct()
                        .toList());
        List<String> ids = devices.values().stream().map(DeviceRow::id).toList();
        List<IncomingRegistration> registrations =
                coming.stream().flatMap(each -> each.registration().stream()).toList();
        return new RegisteredDevices(
                devices,
                DeviceCredentialRow.of(entities, ids),
                userNames(entities, ids),
                DeviceIntake.fingerprints(entities, ids),
                new HashSet<>(DeviceIntake.taken(
                        entities,
                        coming.stream().flatMap(each -> each.id().stream()).toList())),
                new HashSet<>(DeviceIntake.certified(
                        entities,
                        hub,
                        coming.stream()
                                .flatMap(each -> each.certificate().stream())
                                .map(DeviceCertificate::fingerprint)
                                .toList())),
                IncomingRegistration.taken(
                        entities,
                        registrations.stream()
                                .map(IncomingRegistration::id)
                                .filter(StoredText::isPossible)
                                .toList()),
                IncomingRegistration.gateways(
                        entities,
                        hub.id(),
                        registrations.stream()
                                .flatMap(each -> each.gatewayId().stream())
                                .filter(StoredText::isPossible)
                                .distinct()
                                .toList()));
    }

    /** What keeps a device out because of others. */
    Optional<String> problem(IncomingDevice device, boolean dryRun) {
        if (device.id().filter(ids()::contains).isPresent()) {
            return Optional.of("another device has this id (expected: an id of its own)");
        }
        if (device.certificate()
                .map(DeviceCertificate::fingerprint)
                .filter(certificates()::contains)
                .isPresent()) {
            return Optional.of("its certificate is that of another device (expected: one of this device's own)");
        }
        if (device.registration()
                .map(IncomingRegistration::id)
                .filter(registrations()::contains)
                .isPresent()) {
            return Optional.of("another hub has a device of this device_id (expected: one unique on this server)");
        }
        return device.registration()
                .filter(each -> !(dryRun && each.gatewayComes()))
                .flatMap(IncomingRegistration::gatewayId)
                .filter(gateway -> !gateways().containsKey(gateway))
                .map(gateway -> "the hub has no gateway " + Problem.shown(gateway)
                        + " (expected: one that is there already, and stands behind no other)");
    }

    private static Map<String, String> userNames(EntityManager entities, List<String> ids) {
        return ids.isEmpty()
                ? Map.of()
                : entities.createQuery(
                                "select p.deviceId, p.userName from DevicePasswordRow p where p.deviceId in :ids",
                                Object[].class)
                        .setParameter("ids", ids)
                        .getResultStream()
                        .collect(Collectors.toMap(row -> (String) row[0], row -> (String) row[1]));
    }

    /** Passwords are not compared: one that came before is hashed anew once its device was here. */
    boolean isTheSame(IncomingDevice device, DeviceRow present, CredentialSafe safe) {
        if (device.password().isPresent()) {
            return device.password().get().userName().equals(userNames().get(present.id()));
        }
        if (device.certificate().isPresent()) {
            return device.certificate()
                    .get()
                    .fingerprint()
                    .equals(fingerprints().get(present.id()));
        }
        if (device.registration().isPresent()
                && !registrations().contains(device.registration().get().id())) {
            return false;
        }
        if (device.registration().flatMap(IncomingRegistration::gatewayId).isPresent()) {
            return true; // it proves nothing
        }
        SealedCredential sealed = credentials().getOrDefault(present.id(), SealedCredential.CERTIFICATE);
        return safe.open(present.id(), sealed).provesSameAs(device.credential());
    }
}
