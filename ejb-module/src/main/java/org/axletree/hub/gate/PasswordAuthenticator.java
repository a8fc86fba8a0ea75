package org.axletree.hub.gate;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
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

    /** Verification is made to be dear: no more than these at once, so that logins cannot take the whole machine. */
    private static final int MOST_AT_ONCE = 2;

    /** More than a comparison takes on a machine that is not overloaded. */
    static final int SOONEST_REFUSAL_MILLIS = 500;

    private static final long PATIENCE_SECONDS = 10;

    /** Of those that have one name: no login compares more hashes of which nothing else is known. */
    private static final int MOST_UNSEEN = 4;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final PasswordDirectory passwords;
    private final ScramVerifiers verifiers;
    private final DeviceDirectory devices;
    private final List<Authenticator> before;
    private final Semaphore room = new Semaphore(MOST_AT_ONCE, true);

    /** @param before those that stand aside for a user name of this kind ({@link UnlessUserName}) */
    PasswordAuthenticator(
            PasswordDirectory passwords,
            ScramVerifiers verifiers,
            DeviceDirectory devices,
            List<Authenticator> before) {
        this.passwords = passwords;
        this.verifiers = verifiers;
        this.devices = devices;
        this.before = before;
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
            return failed(found, Reason.CREDENTIAL_REQUIRED);
        }
        return compared(found, request.password(), request.rehearsed());
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
        return SOONEST_REFUSAL_MILLIS;
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
        try {
            if (!room.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return failed(found, Reason.BUSY);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return failed(found, Reason.BUSY);
        }
        try {
            for (DevicePassword each : likely(found, password)) {
                if (each.hash().matches(password)) {
                    return admitted(each, password, rehearsed);
                }
            }
        } finally {
            room.release();
        }
        return failed(found, Reason.USER_PASSWORD_WRONG);
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
        Optional<ScramVerifier> verifier =
                known.sealedVerifier().isPresent() ? Optional.empty() : verifiers.of(known.userName(), password);
        if (known.hash().isOwn() && verifier.isEmpty()) {
            return;
        }
        try {
            passwords.renew(known, known.hash().isOwn() ? known.hash() : PasswordHash.of(password), verifier);
        } catch (RuntimeException later) {
            LOG.log(Level.FINE, "An imported password is hashed anew at another login", later);
        }
    }

    /**
     * Those of one name that this may be the password of. Which it is not, what was made for exchanges tells for the price of one
     * comparison; of those without that a few are tried, chosen by chance, so that each has its turn.
     */
    private List<DevicePassword> likely(List<DevicePassword> found, byte[] password) {
        if (found.size() == 1) {
            return found;
        }
        Optional<ScramVerifier> shown = verifiers.of(found.get(0).userName(), password);
        List<DevicePassword> likely = new ArrayList<>();
        List<DevicePassword> unseen = new ArrayList<>();
        for (DevicePassword each : found) {
            Optional<ScramVerifier> known = verifiers.open(each);
            if (known.isEmpty()) {
                unseen.add(each);
            } else if (shown.filter(known.get()::isSame).isPresent()) {
                likely.add(each);
            }
        }
        Collections.shuffle(unseen, RANDOM);
        likely.addAll(unseen.subList(0, Math.min(unseen.size(), MOST_UNSEEN)));
        return likely;
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
