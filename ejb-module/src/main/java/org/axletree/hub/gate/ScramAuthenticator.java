package org.axletree.hub.gate;

import java.util.List;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.outcome.Reason;
import org.axletree.core.scram.ScramExchange;
import org.axletree.hub.registry.device.DeviceDirectory;
import org.axletree.hub.registry.password.DevicePassword;
import org.axletree.hub.registry.password.PasswordDirectory;
import org.axletree.hub.registry.password.ScramVerifiers;

/**
 * By an exchange of SCRAM-SHA-256, as devices with a user name and a password may come. The last one to be asked of such a request:
 * nobody is behind a name that is unknown here. Whatever is wrong, the client learns no more than that it is not authorized.
 */
final class ScramAuthenticator implements Authenticator {
    private final PasswordDirectory passwords;
    private final ScramVerifiers verifiers;
    private final DeviceDirectory devices;

    ScramAuthenticator(PasswordDirectory passwords, ScramVerifiers verifiers, DeviceDirectory devices) {
        this.passwords = passwords;
        this.verifiers = verifiers;
        this.devices = devices;
    }

    @Override
    public Authentication authenticate(ConnectRequest request) {
        ScramExchange exchange = request.exchange().orElseThrow();
        List<DevicePassword> found = passwords.isEmpty() ? List.of() : passwords.named(exchange.userName());
        // All are tried, whatever the first says, so that it takes as long.
        List<DevicePassword> proved = found.stream()
                .filter(each ->
                        verifiers.open(each).filter(exchange::isProvedBy).isPresent())
                .toList();
        if (proved.isEmpty()) {
            return found.isEmpty()
                    ? new Authentication.Failed(Reason.UNIDENTIFIED, "", "", "", "", Reason.NOT_AUTHORIZED)
                    : failed(found);
        }
        return devices.deviceById(proved.get(0).deviceId())
                .<Authentication>map(device -> new Authentication.Identified(device, Authentication.Proof.SECRET))
                .orElse(Authentication.NOTHING_SHOWN);
    }

    private Authentication failed(List<DevicePassword> found) {
        boolean unseen = found.stream().allMatch(each -> each.sealedVerifier().isEmpty());
        DevicePassword known = found.get(0);
        String hubId = devices.deviceById(known.deviceId())
                .map(device -> device.identity().hubId())
                .orElse("");
        Reason reason = unseen ? Reason.PASSWORD_UNSEEN : Reason.USER_PASSWORD_WRONG;
        return new Authentication.Failed(reason, hubId, known.deviceId(), "", "", Reason.NOT_AUTHORIZED);
    }

    @Override
    public String claimed(ConnectRequest request) {
        return request.exchange().map(ScramExchange::userName).orElse("");
    }

    @Override
    public int soonestRefusalMillis() {
        return PasswordAuthenticator.SOONEST_REFUSAL_MILLIS;
    }
}
