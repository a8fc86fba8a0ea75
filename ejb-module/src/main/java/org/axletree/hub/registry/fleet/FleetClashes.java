package org.axletree.hub.registry.fleet;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.axletree.hub.authority.DeviceCertificate;
import org.axletree.hub.registry.Problem;

/**
 * Devices that come together and cannot all come, as they have something in common that one alone may have. The first of them stays in
 * the running, whatever becomes of it. Does not look at what is there already, so that a trial says the same as the run that follows.
 */
public final class FleetClashes {
    private final Set<String> names = new HashSet<>();
    private final Set<String> ids = new HashSet<>();
    private final Set<String> certificates = new HashSet<>();
    private final Set<String> userNames = new HashSet<>();
    private final Set<String> idsAsUserNames = new HashSet<>();

    /** Why a device cannot come beside those before it; empty if it can, and is one of those from now on. */
    public Optional<String> problem(IncomingDevice device) {
        Optional<String> fingerprint = device.certificate().map(DeviceCertificate::fingerprint);
        Optional<String> userName = device.password().map(UserPassword::userName);
        Optional<String> asId = userName.map(name -> name.toLowerCase(Locale.ROOT));
        if (names.contains(device.name())) {
            return Optional.of("the name is there twice (expected: once)");
        }
        if (device.id().filter(ids::contains).isPresent()) {
            return Optional.of("another device has this id (expected: an id of its own)");
        }
        if (fingerprint.filter(certificates::contains).isPresent()) {
            return Optional.of("its certificate is that of another device (expected: one of this device's own)");
        }
        if (userName.filter(userNames::contains).isPresent()) {
            return Optional.of("its user name " + Problem.shown(userName.get()) + " is there twice (expected: once)");
        }
        boolean isItsOwn = asId.isPresent() && asId.equals(device.id());
        if (!isItsOwn && asId.filter(ids::contains).isPresent()) {
            return Optional.of(TakenUserNames.IS_AN_ID);
        }
        if (!isItsOwn && device.id().filter(idsAsUserNames::contains).isPresent()) {
            return Optional.of(TakenUserNames.ID_IS_A_USER_NAME);
        }
        names.add(device.name());
        device.id().ifPresent(ids::add);
        fingerprint.ifPresent(certificates::add);
        userName.ifPresent(userNames::add);
        asId.ifPresent(idsAsUserNames::add);
        return Optional.empty();
    }
}
