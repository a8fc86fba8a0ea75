package org.axletree.hub.registry.fleet;

import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.axletree.core.event.RegistryChange;
import org.axletree.hub.registry.NewRows;
import org.axletree.hub.registry.credential.CredentialKind;
import org.axletree.hub.registry.credential.CredentialSafe;
import org.axletree.hub.registry.database.ChangedPages;
import org.axletree.hub.registry.device.DeviceIntake;
import org.axletree.hub.registry.device.DeviceRow;
import org.axletree.hub.registry.device.DeviceWords;
import org.axletree.hub.registry.device.NewDevice;
import org.axletree.hub.registry.device.Registration;
import org.axletree.hub.registry.hub.HubRow;
import org.axletree.hub.registry.password.PasswordDirectory;

/** Writes down those that are wanted, with all that they bring along. */
final class FleetRows {
    private final CredentialSafe safe;
    private final PasswordDirectory passwords;
    private final Event<RegistryChange> events;
    private final Clock clock;

    FleetRows(CredentialSafe safe, PasswordDirectory passwords, Event<RegistryChange> events, Clock clock) {
        this.safe = safe;
        this.passwords = passwords;
        this.events = events;
        this.clock = clock;
    }

    /** In a transaction; the hub does not count them yet. */
    void insert(
            EntityManager entities,
            HubRow hub,
            Origin origin,
            List<FleetPlan.Wanted> wanted,
            Map<UserPassword, KeptPassword> kept) {
        ChangedPages.keepInMemory();
        long now = clock.millis();
        NewRows rows = new NewRows();
        List<DeviceRow> all = new ArrayList<>();
        for (FleetPlan.Wanted each : wanted) {
            all.add(device(rows, hub, origin, each, kept, now));
        }
        rows.insert(entities);
        DeviceWords.add(entities, all);
        origin.deed(hub.id(), wanted.stream().map(each -> each.device().name()).toList())
                .noteWithChange();
    }

    private DeviceRow device(
            NewRows rows,
            HubRow hub,
            Origin origin,
            FleetPlan.Wanted wanted,
            Map<UserPassword, KeptPassword> kept,
            long now) {
        IncomingDevice device = wanted.device();
        String id = wanted.id();
        DeviceRow added = DeviceIntake.add(
                rows,
                hub,
                id,
                new NewDevice(
                        hub.region(),
                        hub.id(),
                        device.name(),
                        device.description(),
                        device.allowInsecure(),
                        device.allowMultipleConnections(),
                        device.messageFilters(),
                        new Registration(device.dialect(), wanted.parentId(), device.credential())),
                device.enabled(),
                device.certificate(),
                origin.source(),
                now);
        if (device.credential().kind() != CredentialKind.CERTIFICATE) {
            DeviceIntake.credential(rows, id, safe.seal(id, device.credential()));
        }
        device.password()
                .ifPresent(password -> passwords.add(
                        rows::add,
                        id,
                        password.userName(),
                        kept.get(password).hash(),
                        kept.get(password).verifier(),
                        now));
        device.twin().ifPresent(twin -> twin.add(rows, id, now));
        device.registration().ifPresent(registration -> registration.add(rows, id, now));
        device.certificate().ifPresent(certificate -> {
            DeviceIntake.certificate(rows, added, certificate);
            certificate.rareKey().ifPresent(kind -> events.fire(new RegistryChange.KeyExpected(hub.id(), kind)));
        });
        return added;
    }
}
