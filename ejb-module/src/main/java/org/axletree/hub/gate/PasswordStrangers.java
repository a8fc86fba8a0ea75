package org.axletree.hub.gate;

import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.registry.password.PasswordDirectory;

/**
 * Asked last, of those whom nobody knows, where there are devices with passwords: a user name that nobody has is refused with the
 * same code, and not sooner, than one whose password is wrong. Identifies nobody.
 */
final class PasswordStrangers implements Authenticator {
    private final PasswordDirectory passwords;
    private final RefusalFloor floor;

    PasswordStrangers(PasswordDirectory passwords, RefusalFloor floor) {
        this.passwords = passwords;
        this.floor = floor;
    }

    @Override
    public Authentication authenticate(ConnectRequest request) {
        return claimed(request).isEmpty() || passwords.isEmpty()
                ? Authentication.NOTHING_SHOWN
                : new Authentication.Failed(Reason.UNIDENTIFIED, "", "", "", "", Reason.NOT_AUTHORIZED);
    }

    /** The id of a device is no name that somebody guesses. */
    @Override
    public String claimed(ConnectRequest request) {
        return request.certificates().isEmpty() && !DeviceIdAuthenticator.isId(request.userName())
                ? request.userName()
                : "";
    }

    @Override
    public int soonestRefusalMillis() {
        return floor.millis();
    }
}
