package org.axletree.hub.gate;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.dialect.huawei.HuaweiClientId;
import org.axletree.hub.dialect.huawei.HuaweiPassword;
import org.axletree.hub.dialect.huawei.HuaweiStamp;
import org.axletree.hub.registry.credential.CredentialKind;
import org.axletree.hub.registry.credential.CredentialSafe;
import org.axletree.hub.registry.credential.DeviceCredential;
import org.axletree.hub.registry.device.KnownDevice;
import org.axletree.hub.registry.huawei.HuaweiDirectory;
import org.axletree.hub.registry.huawei.HuaweiLogin;

/**
 * As a Huawei device does: the client identifier names the device, and the password is an HMAC of its secret, or
 * its certificate proves it (docs/reference/dialects/huawei.md N8, N9). Whoever shows another form is left to the others.
 */
final class HuaweiAuthenticator implements Authenticator {
    private static final int HMAC_SHA256 = 0;
    private static final int HMAC_SHA256_OF_THIS_HOUR = 1;

    private final HuaweiDirectory directory;
    private final CredentialSafe safe;
    private final HuaweiCertificates certificates;
    private final Clock clock;

    HuaweiAuthenticator(HuaweiDirectory directory, CredentialSafe safe, HuaweiCertificates certificates, Clock clock) {
        this.directory = directory;
        this.safe = safe;
        this.certificates = certificates;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(ConnectRequest request) {
        Optional<HuaweiClientId> shown =
                HuaweiClientId.of(request.clientId()).filter(id -> id.deviceId().equals(request.userName()));
        return shown.flatMap(
                        id -> directory.login(id.deviceId()).map(login -> judged(login, id, request, clock.instant())))
                .orElse(Authentication.NOTHING_SHOWN);
    }

    /** The device says no more than its certificate does. */
    Authentication byCertificateAlone(KnownDevice device, ConnectRequest request) {
        Instant now = clock.instant();
        return directory
                .login(device.identity().deviceName())
                .filter(login -> !isBySecret(login)
                        && login.device()
                                .identity()
                                .deviceId()
                                .equals(device.identity().deviceId()))
                .map(login -> ended(login, now)
                        .or(() -> certificates.refusal(login, request, now))
                        .orElseGet(() -> proved(login, request, now)))
                .orElse(Authentication.NOTHING_SHOWN);
    }

    private static boolean isBySecret(HuaweiLogin login) {
        return login.credential().kind() == CredentialKind.SECRET;
    }

    private Authentication judged(HuaweiLogin login, HuaweiClientId id, ConnectRequest request, Instant now) {
        return ended(login, now)
                .or(() -> otherKind(login, id))
                .or(() -> isBySecret(login)
                        ? byPassword(login, id, request.password(), now)
                        : certificates.refusal(login, request, now))
                .orElseGet(() -> proved(login, request, now));
    }

    private static Optional<Authentication> ended(HuaweiLogin login, Instant now) {
        return login.expiresAt()
                .filter(end -> !now.isBefore(end))
                .map(end -> failed(login.device(), Reason.DEVICE_UNKNOWN, "the registration has ended (timeout)"));
    }

    private static Optional<Authentication> otherKind(HuaweiLogin login, HuaweiClientId id) {
        return id.kind() == 0
                ? Optional.empty()
                : Optional.of(
                        failed(login.device(), Reason.CLIENT_ID_FORM_WRONG, "kind " + id.kind() + " (expected: 0)"));
    }

    private Authentication proved(HuaweiLogin login, ConnectRequest request, Instant now) {
        boolean bySecret = isBySecret(login);
        return new Authentication.Identified(
                login.device(),
                bySecret ? Authentication.Proof.SECRET : Authentication.Proof.CERTIFICATE,
                () -> certificates.arrived(login, request, !bySecret, now));
    }

    private Optional<Authentication> byPassword(HuaweiLogin login, HuaweiClientId id, byte[] password, Instant now) {
        KnownDevice device = login.device();
        if (id.signType() != HMAC_SHA256 && id.signType() != HMAC_SHA256_OF_THIS_HOUR) {
            return Optional.of(
                    failed(device, Reason.CLIENT_ID_FORM_WRONG, "sign type " + id.signType() + " (expected: 0 or 1)"));
        }
        if (!matches(login, id, password)) {
            return Optional.of(failed(
                    device,
                    Reason.PASSWORD_WRONG,
                    password.length == 0 ? "no password" : "neither of the primary nor of the secondary secret"));
        }
        Optional<HuaweiStamp> stamp = HuaweiStamp.of(id.stamp());
        boolean late = id.signType() == HMAC_SHA256_OF_THIS_HOUR
                && stamp.filter(hour -> hour.isNear(now)).isEmpty();
        return late ? Optional.of(failed(device, Reason.STAMP_WRONG, skew(id, stamp, now))) : Optional.empty();
    }

    private static String skew(HuaweiClientId id, Optional<HuaweiStamp> stamp, Instant now) {
        return id.stamp() + stamp.map(hour -> ", " + off(hour.hoursBehind(now))).orElse(" is no hour");
    }

    private static String off(long hoursBehind) {
        return Math.abs(hoursBehind) + (hoursBehind < 0 ? " hours ahead of" : " hours behind") + " the hub's clock";
    }

    private boolean matches(HuaweiLogin login, HuaweiClientId id, byte[] password) {
        DeviceCredential credential = safe.open(login.device().identity().deviceId(), login.credential());
        // Both are always tried: how long it takes does not tell which one it was.
        return isOf(credential.primary(), id, password) | isOf(credential.secondary(), id, password);
    }

    private static boolean isOf(Optional<byte[]> secret, HuaweiClientId id, byte[] password) {
        return secret.map(known -> HuaweiPassword.matches(password, known, id.stamp()))
                .orElse(false);
    }

    private static Authentication failed(KnownDevice device, Reason reason, String detail) {
        return new Authentication.Failed(reason, device, detail);
    }
}
