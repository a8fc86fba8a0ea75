package org.axletree.hub.gate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.outcome.Reason;
import org.axletree.core.scram.ScramVerifier;
import org.axletree.hub.authority.PasswordHash;
import org.axletree.hub.registry.device.DeviceDirectory;
import org.axletree.hub.registry.device.KnownDevice;
import org.axletree.hub.registry.password.DevicePassword;
import org.axletree.hub.registry.password.PasswordDirectory;
import org.axletree.hub.registry.password.ScramVerifiers;

/**
 * By user name and password, as devices of other brokers come. What is compared was hashed by this hub or by the broker that
 * they come from; the latter is hashed anew at the first login. A certificate goes before it, as everywhere.
 */
final class PasswordAuthenticator implements Authenticator {
    private static final Logger LOG = Logger.getLogger(PasswordAuthenticator.class.getName());

    private static final long PATIENCE_MILLIS = 10_000;

    /** A login begins no other comparison after so long: with the last one it stays below {@link RefusalFloor#LEAST_MILLIS}. */
    static final int LONGEST_MILLIS = 150;

    private final PasswordDirectory passwords;
    private final ScramVerifiers verifiers;
    private final DeviceDirectory devices;
    private final List<Authenticator> before;
    private final RefusalFloor floor;
    private final ComparisonPlaces places = new ComparisonPlaces(PATIENCE_MILLIS);
    private final StoppedComparisons stopped = new StoppedComparisons();
    private final long longestNanos;

    /** @param before those that stand aside for a user name of this kind ({@link UnlessUserName}) */
    PasswordAuthenticator(
            PasswordDirectory passwords,
            ScramVerifiers verifiers,
            DeviceDirectory devices,
            List<Authenticator> before,
            RefusalFloor floor) {
        this(passwords, verifiers, devices, before, floor, LONGEST_MILLIS);
    }

    PasswordAuthenticator(
            PasswordDirectory passwords,
            ScramVerifiers verifiers,
            DeviceDirectory devices,
            List<Authenticator> before,
            RefusalFloor floor,
            int longestMillis) {
        this.longestNanos = TimeUnit.MILLISECONDS.toNanos(longestMillis);
        this.passwords = passwords;
        this.verifiers = verifiers;
        this.devices = devices;
        this.before = before;
        this.floor = floor;
    }

    @Override
    public Authentication authenticate(ConnectRequest request) {
        if (!request.certificates().isEmpty() || passwords.isEmpty()) {
            return Authentication.NOTHING_SHOWN;
        }
        List<DevicePassword> found = passwords.named(request);
        if (found.isEmpty()) {
            return byIdAlone(request);
        }
        if (request.password().length == 0) {
            return otherwise(request).isPresent()
                    ? Authentication.NOTHING_SHOWN
                    : failed(found, Reason.CREDENTIAL_REQUIRED);
        }
        long begun = System.nanoTime();
        Authentication compared = compared(found, request.password(), request.rehearsed());
        floor.compared(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun));
        return compared;
    }

    /**
     * A user name may be the id of another tenant's device that comes by it alone, whatever password it sends. Neither keeps the other
     * out, and who moves in is not told of the other: whose password it is, is the user; else it is the device. Who asks what would
     * become of a user's login is not told either.
     */
    @Override
    public Optional<Authentication.Identified> otherwise(ConnectRequest request) {
        return !request.rehearsed()
                        && DeviceIdAuthenticator.asUserName(devices).authenticate(request)
                                instanceof Authentication.Identified byId
                        && byId.device().allowInsecure()
                        && passwords
                                .ofDevice(byId.device().identity().deviceId())
                                .isEmpty()
                ? Optional.of(byId)
                : Optional.empty();
    }

    /**
     * As those before it would have it: the same identity can be written in several ways, and all of them are slowed down together
     * where nobody has such a user name. Somebody's user name must not tell itself apart from them.
     */
    @Override
    public String claimed(ConnectRequest request) {
        return UnlessUserName.claimed(before, request);
    }

    @Override
    public int soonestRefusalMillis() {
        return floor.millis();
    }

    /** A device that has a password never gets in by its id, which is no secret. */
    private Authentication byIdAlone(ConnectRequest request) {
        return Stream.of(request.userName(), request.clientId())
                .filter(text -> text.length() == 36)
                .map(text -> passwords.ofDevice(text.toLowerCase(Locale.ROOT)))
                .flatMap(List::stream)
                .findFirst()
                .map(each -> failed(List.of(each), Reason.CREDENTIAL_REQUIRED))
                .orElse(Authentication.NOTHING_SHOWN);
    }

    private Authentication compared(List<DevicePassword> found, byte[] password, boolean rehearsed) {
        Optional<ComparisonPlaces.Place> taken = places.take(found.get(0).userName());
        if (taken.isEmpty()) {
            return failed(found, Reason.BUSY);
        }
        try (ComparisonPlaces.Place place = taken.get()) {
            return found.size() == 1
                    ? ofOne(found.get(0), password, rehearsed)
                    : ofMany(found, password, rehearsed, System.nanoTime());
        }
    }

    private Authentication ofOne(DevicePassword known, byte[] password, boolean rehearsed) {
        return known.hash().matches(password)
                ? admitted(known, password, rehearsed)
                : failed(List.of(known), Reason.USER_PASSWORD_WRONG);
    }

    /**
     * Which of one name it is not, what was made of the passwords that the hub has seen tells for the price of one comparison. The others
     * are compared one after the other, as many as there is time for; the next login with this password goes on with the rest.
     */
    private Authentication ofMany(List<DevicePassword> found, byte[] password, boolean rehearsed, long begun) {
        ScramVerifier shown = verifiers.of(found.get(0).userName(), password);
        List<DevicePassword> unseen = new ArrayList<>();
        for (DevicePassword each : found) {
            Optional<ScramVerifier> known = verifiers.open(each);
            if (known.isEmpty()) {
                unseen.add(each);
            } else if (known.get().isSame(shown) && each.hash().matches(password)) {
                return admitted(each, password, rehearsed);
            }
        }
        String last = rehearsed ? "" : stopped.take(shown);
        List<DevicePassword> left = unseen.stream()
                .filter(each -> each.deviceId().compareTo(last) > 0) // the others were compared by a login before
                .sorted(Comparator.comparing(DevicePassword::deviceId))
                .toList();
        for (int i = 0; i < left.size(); i++) {
            DevicePassword each = left.get(i);
            if (each.hash().matches(password)) {
                return admitted(each, password, rehearsed);
            }
            List<DevicePassword> rest = left.subList(i + 1, left.size());
            if (!rehearsed && !rest.isEmpty() && System.nanoTime() - begun >= longestNanos) {
                stopped.stopped(shown, each.deviceId());
                return stoppedBefore(rest, found);
            }
        }
        return failed(found, Reason.USER_PASSWORD_WRONG);
    }

    /** Whose password was not compared, nobody has guessed at. */
    private Authentication stoppedBefore(List<DevicePassword> rest, List<DevicePassword> found) {
        return new Authentication.FailedAsAll(found.stream()
                .map(each -> failed(devices, each, rest.contains(each) ? Reason.BUSY : Reason.USER_PASSWORD_WRONG))
                .toList());
    }

    private Authentication admitted(DevicePassword known, byte[] password, boolean rehearsed) {
        Optional<KnownDevice> device = devices.deviceById(known.deviceId());
        if (device.isEmpty()) {
            return Authentication.NOTHING_SHOWN;
        }
        if (!rehearsed) {
            keep(known, password);
        }
        return new Authentication.Identified(device.get(), Authentication.Proof.SECRET);
    }

    /** What could not be made of a hash that came from elsewhere is made once the password is known. */
    private void keep(DevicePassword known, byte[] password) {
        Optional<ScramVerifier> verifier = known.sealedVerifier().isPresent()
                ? Optional.empty()
                : Optional.of(verifiers.of(known.userName(), password));
        if (known.hash().isOwn() && verifier.isEmpty()) {
            return;
        }
        try {
            passwords.renew(known, known.hash().isOwn() ? known.hash() : PasswordHash.of(password), verifier);
        } catch (RuntimeException later) {
            LOG.log(Level.FINE, "An imported password is hashed anew at another login", later);
        }
    }

    private Authentication failed(List<DevicePassword> named, Reason reason) {
        return new Authentication.FailedAsAll(
                named.stream().map(each -> failed(devices, each, reason)).toList());
    }

    /** The client learns no more than that it is not authorized, so that nobody finds out which user names there are. */
    static Authentication.Failed failed(DeviceDirectory devices, DevicePassword known, Reason reason) {
        String hubId = devices.deviceById(known.deviceId())
                .map(device -> device.identity().hubId())
                .orElse("");
        return new Authentication.Failed(reason, hubId, known.deviceId(), "", "", Reason.NOT_AUTHORIZED);
    }
}
