package org.axletree.hub.registry.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.axletree.hub.registry.Registry;
import org.axletree.hub.registry.credential.CredentialKind;

/** What devices prove themselves with: of many by as many queries as of one. */
@ApplicationScoped
public class DeviceProofs {
    private Registry registry;

    /** For the container. */
    protected DeviceProofs() {}

    @Inject
    public DeviceProofs(Registry registry) {
        this.registry = registry;
    }

    /** By the ids of the devices. */
    public Map<String, Proof> of(Collection<Device> devices) {
        return of(devices, false);
    }

    /** The same, but {@link Proof#PASSWORD} of a device that has a certificate beside its password. */
    public Map<String, Proof> withPasswordsFirst(Collection<Device> devices) {
        return of(devices, true);
    }

    private Map<String, Proof> of(Collection<Device> devices, boolean passwordsFirst) {
        return devices.isEmpty() ? Map.of() : registry.read(entities -> of(entities, devices, passwordsFirst));
    }

    private static Map<String, Proof> of(EntityManager entities, Collection<Device> devices, boolean passwordsFirst) {
        List<String> ids = devices.stream().map(Device::id).toList();
        Map<String, Proof> proofs = new HashMap<>();
        entities.createQuery(
                        "select c.deviceId, c.kind from DeviceCredentialRow c where c.deviceId in :ids", Object[].class)
                .setParameter("ids", ids)
                .getResultStream()
                .forEach(row -> proofs.put((String) row[0], proof((CredentialKind) row[1])));
        Set<String> withPassword = new HashSet<>(entities.createQuery(
                        "select p.deviceId from DevicePasswordRow p where p.deviceId in :ids", String.class)
                .setParameter("ids", ids)
                .getResultList());
        Set<String> ownersHubs = new HashSet<>(entities.createQuery(
                        "select h.id from HubRow h where h.hasCustomCa = true and h.id in :hubs", String.class)
                .setParameter(
                        "hubs", devices.stream().map(Device::hubId).distinct().toList())
                .getResultList());
        for (Device device : devices) {
            Proof otherwise = withPassword.contains(device.id())
                    ? Proof.PASSWORD
                    : ownersHubs.contains(device.hubId()) ? Proof.OWNERS_CERTIFICATE : Proof.NOTHING;
            // What the hub issued that it was in before counts for nothing where an owner's authority vouches.
            boolean known = device.certificateEndsAt().isPresent()
                    && !(passwordsFirst && withPassword.contains(device.id()))
                    && (device.hasCustomCertificate() || !ownersHubs.contains(device.hubId()));
            proofs.merge(
                    device.id(),
                    known ? Proof.CERTIFICATE : otherwise,
                    (stored, derived) -> stored == Proof.CERTIFICATE ? derived : stored);
        }
        return proofs;
    }

    /** {@link Proof#CERTIFICATE} says only that it is to be looked for elsewhere. */
    private static Proof proof(CredentialKind kind) {
        return switch (kind) {
            case CERTIFICATE -> Proof.CERTIFICATE;
            case SECRET -> Proof.SECRET;
            case THUMBPRINT -> Proof.THUMBPRINT;
            case AUTHORITY -> Proof.VERIFIED_AUTHORITY;
        };
    }
}
