package org.axletree.hub.registry.fleet;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axletree.hub.authority.DeviceCertificate;
import org.axletree.hub.history.Presence;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.StoredText;
import org.axletree.hub.registry.credential.CredentialSafe;
import org.axletree.hub.registry.credential.DeviceCredentialRow;
import org.axletree.hub.registry.credential.SealedCredential;
import org.axletree.hub.registry.device.Device;
import org.axletree.hub.registry.device.DeviceIntake;
import org.axletree.hub.registry.device.DeviceRow;
import org.axletree.hub.registry.huawei.IncomingRegistration;
import org.axletree.hub.registry.hub.HubRow;
import org.axletree.hub.registry.password.DevicePassword;

/** What is there already, as far as it concerns those that come. */
record RegisteredDevices(
        Map<String, DeviceRow> devices,
        Map<String, SealedCredential> credentials,
        Map<String, DevicePassword> passwords,
        Map<String, String> fingerprints,
        Set<String> ids,
        Set<String> certificates,
        Set<String> registrations,
        Map<String, String> gateways,
        TakenUserNames userNames) {

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
                DevicePassword.of(entities, ids),
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
                                .toList()),
                TakenUserNames.of(entities, hub, coming));
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
        Optional<String> ofUserName = userNames().problem(device);
        if (ofUserName.isPresent()) {
            return ofUserName;
        }
        return device.registration()
                .filter(each -> !(dryRun && each.gatewayComes()))
                .flatMap(IncomingRegistration::gatewayId)
                .filter(gateway -> !gateways().containsKey(gateway))
                .map(gateway -> "the hub has no gateway " + Problem.shown(gateway)
                        + " (expected: one that is there already, and stands behind no other)");
    }

    /**
     * What of a device is not as it comes; none if it is the same. What devices and owners write while it lives, the properties and
     * tags of its twin, is not compared.
     *
     * @param proven who has the clear password that it comes with; empty if that was not compared
     */
    List<String> differences(
            IncomingDevice device, DeviceRow present, CredentialSafe safe, Optional<Set<String>> proven) {
        Device now = present.toDevice(Presence.Seen.NEVER);
        List<String> found = new ArrayList<>();
        note(found, "id", device.id().filter(id -> !id.equals(now.id())).isEmpty());
        note(found, "dialect", device.dialect().equals(now.dialect()));
        note(found, "description", device.description().equals(now.description()));
        note(found, "status (enabled)", device.enabled() == now.enabled());
        note(found, "allow_insecure", device.allowInsecure() == now.allowInsecure());
        note(found, "allow_multiple_connections", device.allowMultipleConnections() == now.allowMultipleConnections());
        note(found, "message filters", device.messageFilters().equals(now.messageFilters()));
        Optional<DevicePassword> known = Optional.ofNullable(passwords().get(now.id()));
        if (known.isPresent() || device.password().isPresent()) {
            note(
                    found,
                    "user name",
                    known.map(DevicePassword::userName).equals(device.password().map(UserPassword::userName)));
            note(
                    found,
                    "password",
                    known.isPresent()
                            && device.password()
                                    .filter(each -> whyUncompared(each, known.get(), proven.isPresent())
                                                    .isPresent()
                                            || each.hash()
                                                    .filter(hash -> hash.text()
                                                            .equals(known.get()
                                                                    .hash()
                                                                    .text()))
                                                    .isPresent()
                                            || each.plain().isPresent()
                                                    && proven.orElseThrow().contains(now.id()))
                                    .isPresent());
        }
        device.certificate()
                .ifPresent(each -> note(
                        found,
                        "certificate",
                        each.fingerprint().equals(fingerprints().get(now.id()))));
        device.registration().ifPresent(each -> {
            note(found, "device_id", registrations().contains(each.id()));
            note(found, "gateway", each.gatewayId().map(gateways()::get).equals(now.parentId()));
        });
        boolean provesNothing =
                device.registration().flatMap(IncomingRegistration::gatewayId).isPresent();
        if (device.certificate().isEmpty() && device.password().isEmpty() && !provesNothing) {
            SealedCredential sealed = credentials().getOrDefault(now.id(), SealedCredential.CERTIFICATE);
            note(found, "key or certificate", safe.open(now.id(), sealed).provesSameAs(device.credential()));
        }
        return found;
    }

    private static void note(List<String> found, String what, boolean same) {
        if (!same) {
            found.add(what);
        }
    }

    /** Why nothing tells if a password is the same; empty if it was compared. */
    Optional<String> whyUncompared(IncomingDevice device, DeviceRow present, boolean compares) {
        return Optional.ofNullable(passwords().get(present.id()))
                .flatMap(known -> device.password().flatMap(each -> whyUncompared(each, known, compares)));
    }

    private static Optional<String> whyUncompared(UserPassword coming, DevicePassword known, boolean compares) {
        if (coming.plain().isPresent() && !compares) {
            return Optional.of("whoever asks may not change devices");
        }
        // It was hashed anew at a login, or comparing costs too much.
        boolean anew = coming.hash()
                .map(hash -> known.hash().isOwn() && !hash.isOwn())
                .orElseGet(() -> !known.hash().isOwn());
        return anew ? Optional.of("the hub keeps another hash of it") : Optional.empty();
    }
}
