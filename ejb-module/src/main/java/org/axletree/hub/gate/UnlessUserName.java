package org.axletree.hub.gate;

import java.util.Collection;
import java.util.List;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.hub.registry.password.PasswordDirectory;

/**
 * Asks one whose user names have levels, and stands aside where nobody is behind such a name in its dialect while a device with a
 * password has exactly this user name. Whoever exists in that dialect goes before. Where there are devices with passwords, no refusal
 * leaves sooner than theirs, so that its time does not tell which user names there are.
 */
final class UnlessUserName implements Authenticator {
    private final Authenticator asked;
    private final PasswordDirectory passwords;
    private final RefusalFloor floor;

    UnlessUserName(Authenticator asked, PasswordDirectory passwords, RefusalFloor floor) {
        this.asked = asked;
        this.passwords = passwords;
        this.floor = floor;
    }

    @Override
    public Authentication authenticate(ConnectRequest request) {
        Authentication answer = asked.authenticate(request);
        return answer instanceof Authentication.Failed failed
                        && failed.deviceId().isEmpty()
                        && request.certificates().isEmpty()
                        && !passwords.isEmpty()
                        && !passwords.named(request).isEmpty()
                ? Authentication.NOTHING_SHOWN
                : answer;
    }

    @Override
    public Authenticator preparedFor(Collection<ConnectRequest> requests) {
        return new UnlessUserName(asked.preparedFor(requests), passwords, floor);
    }

    @Override
    public String claimed(ConnectRequest request) {
        return asked.claimed(request);
    }

    /** Whom a user name claims to be for the first of these in whose dialect it names somebody; empty if it does in none. */
    static String claimed(List<Authenticator> asked, ConnectRequest request) {
        return asked.stream()
                .map(each -> each.claimed(request))
                .filter(claim -> !claim.isEmpty())
                .findFirst()
                .orElse("");
    }

    @Override
    public int soonestRefusalMillis() {
        return passwords.isEmpty() ? asked.soonestRefusalMillis() : floor.millis();
    }
}
