package org.axletree.hub.gate;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.outcome.Reason;
import org.axletree.core.scram.ScramExchange;
import org.axletree.hub.registry.credential.CredentialKind;
import org.axletree.hub.registry.credential.CredentialSafe;
import org.axletree.hub.registry.credential.DeviceCredential;
import org.axletree.hub.registry.huawei.HuaweiDirectory;
import org.axletree.hub.registry.huawei.HuaweiLogin;
import org.axletree.hub.registry.password.ScramVerifiers;

/**
 * By an exchange of SCRAM-SHA-256 whose user name is the device id of a Huawei device and whose password is its secret. There is no
 * stamp, so that no clock matters; the client identifier is free. Whatever is wrong, the client learns no more than that it is not
 * authorized. A name that is no such device's is left to the others.
 */
final class HuaweiScramAuthenticator implements Authenticator {
    private final HuaweiDirectory directory;
    private final CredentialSafe safe;
    private final HuaweiCertificates certificates;
    private final ScramVerifiers verifiers;
    private final Clock clock;

    HuaweiScramAuthenticator(
            HuaweiDirectory directory,
            CredentialSafe safe,
            HuaweiCertificates certificates,
            ScramVerifiers verifiers,
            Clock clock) {
        this.directory = directory;
        this.safe = safe;
        this.certificates = certificates;
        this.verifiers = verifiers;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(ConnectRequest request) {
        ScramExchange exchange = request.exchange().orElseThrow();
        return directory
                .login(exchange.userName())
                .map(login -> judged(login, exchange, request))
                .orElse(Authentication.NOTHING_SHOWN);
    }

    private Authentication judged(HuaweiLogin login, ScramExchange exchange, ConnectRequest request) {
        Instant now = clock.instant();
        if (login.expiresAt().filter(end -> !now.isBefore(end)).isPresent()) {
            return failed(login, Reason.DEVICE_UNKNOWN, "the registration has ended (timeout)");
        }
        if (login.credential().kind() != CredentialKind.SECRET) {
            return failed(login, Reason.CREDENTIAL_KIND_WRONG, "SCRAM-SHA-256 of a device that has a certificate");
        }
        return isProved(login, exchange)
                ? new Authentication.Identified(
                        login.device(),
                        Authentication.Proof.SECRET,
                        () -> certificates.arrived(login, request, false, now))
                : failed(login, Reason.USER_PASSWORD_WRONG, "neither of the primary nor of the secondary secret");
    }

    /** Both are tried, whatever the first says, so that it takes as long. */
    private boolean isProved(HuaweiLogin login, ScramExchange exchange) {
        DeviceCredential credential = safe.open(login.device().identity().deviceId(), login.credential());
        return Stream.of(credential.primary(), credential.secondary())
                        .flatMap(Optional::stream)
                        .filter(secret -> secret.length > 0)
                        .map(secret -> verifiers.of(exchange.userName(), secret))
                        .filter(exchange::isProvedBy)
                        .count()
                > 0;
    }

    private static Authentication failed(HuaweiLogin login, Reason reason, String detail) {
        return new Authentication.Failed(reason, login.device(), detail, Reason.NOT_AUTHORIZED);
    }
}
