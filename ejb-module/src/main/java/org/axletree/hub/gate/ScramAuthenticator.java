package org.axletree.hub.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.outcome.Reason;
import org.axletree.core.scram.ScramExchange;
import org.axletree.core.scram.ScramVerifier;
import org.axletree.hub.registry.device.DeviceDirectory;
import org.axletree.hub.registry.password.DevicePassword;
import org.axletree.hub.registry.password.PasswordDirectory;
import org.axletree.hub.registry.password.ScramVerifiers;

/**
 * By an exchange of SCRAM-SHA-256, as devices with a user name and a password may come, and Huawei's by their device id. The only one to
 * be asked of such a request: nobody is behind a name that is unknown here. A user name with levels that names somebody in another
 * dialect is his, as at a plain login; a device id of Huawei's may be another tenant's user name, and whose password it is comes in.
 * Whatever is wrong, the client learns no more than that it is not authorized.
 */
final class ScramAuthenticator implements Authenticator {
    private final PasswordDirectory passwords;
    private final ScramVerifiers verifiers;
    private final DeviceDirectory devices;
    private final List<Authenticator> before;
    private final Authenticator huawei;
    private final RefusalFloor floor;

    /**
     * @param huawei knows Huawei's devices by an exchange
     * @param before those that stand aside for a user name of this kind ({@link UnlessUserName}); none of them knows exchanges
     */
    ScramAuthenticator(
            Authenticator huawei,
            PasswordDirectory passwords,
            ScramVerifiers verifiers,
            DeviceDirectory devices,
            List<Authenticator> before,
            RefusalFloor floor) {
        this.huawei = huawei;
        this.passwords = passwords;
        this.verifiers = verifiers;
        this.devices = devices;
        this.before = before;
        this.floor = floor;
    }

    @Override
    public Authentication authenticate(ConnectRequest request) {
        return before.stream()
                .map(each -> each.authenticate(request))
                .filter(Authentication.Failed.class::isInstance)
                .map(Authentication.Failed.class::cast)
                .filter(failed -> !failed.deviceId().isEmpty())
                .findFirst()
                .map(ScramAuthenticator::ofAnotherKind)
                .orElseGet(() -> compared(request));
    }

    private static Authentication ofAnotherKind(Authentication.Failed named) {
        return new Authentication.Failed(
                Reason.CREDENTIAL_KIND_WRONG,
                named.hubId(),
                named.deviceId(),
                "SCRAM-SHA-256 of a device that proves itself in the way of its dialect",
                "",
                Reason.NOT_AUTHORIZED);
    }

    private Authentication compared(ConnectRequest request) {
        Authentication byId = huawei.authenticate(request);
        if (byId instanceof Authentication.Identified) {
            return byId;
        }
        ScramExchange exchange = request.exchange().orElseThrow();
        List<Known> found = passwords.isEmpty() ? List.of() : known(exchange.userName());
        // All are tried, whatever the first says, so that it takes as long.
        List<Known> proved = found.stream()
                .filter(each -> each.verifier().filter(exchange::isProvedBy).isPresent())
                .toList();
        return proved.isEmpty()
                ? failed(byId, found)
                : devices.deviceById(proved.get(0).password().deviceId())
                        .<Authentication>map(
                                device -> new Authentication.Identified(device, Authentication.Proof.SECRET))
                        .orElse(Authentication.NOTHING_SHOWN);
    }

    /** Somebody of the name, with what proves the password. */
    private record Known(DevicePassword password, Optional<ScramVerifier> verifier) {}

    private List<Known> known(String userName) {
        return passwords.named(userName).stream()
                .map(each -> new Known(each, verifiers.open(each)))
                .toList();
    }

    private Authentication failed(Authentication byId, List<Known> found) {
        List<Authentication.Failed> named = new ArrayList<>();
        if (byId instanceof Authentication.Failed failed) {
            named.add(failed);
        }
        found.stream()
                .map(each -> PasswordAuthenticator.failed(
                        devices,
                        each.password(),
                        each.verifier().filter(ScramVerifier::isProvable).isEmpty()
                                ? Reason.PASSWORD_UNSEEN
                                : Reason.USER_PASSWORD_WRONG))
                .forEach(named::add);
        return named.isEmpty()
                ? new Authentication.Failed(Reason.UNIDENTIFIED, "", "", "", "", Reason.NOT_AUTHORIZED)
                : new Authentication.FailedAsAll(named);
    }

    /** As at a plain login, so that guesses of a name in both ways are slowed down together. */
    @Override
    public String claimed(ConnectRequest request) {
        String levelled = UnlessUserName.claimed(before, request);
        return levelled.isEmpty() ? request.userName() : levelled;
    }

    @Override
    public int soonestRefusalMillis() {
        return floor.millis();
    }
}
