package org.axletree.hub.explain;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.outcome.Reason;

/**
 * Whether a login is admitted, and if not, what is wrong with it. Has no key, password, token or digest.
 *
 * @param dialect as whose words it was read
 * @param reason why not; empty if it is admitted
 * @param message the cause in one sentence, and what mends it
 * @param deviceId whose login it is; empty if that is not known
 * @param hubId of which hub; empty if that is not known
 * @param clockSkewSeconds by how much the clock of whoever made the credential is ahead of the hub's, negative where it is behind;
 *     empty where that cannot be told
 * @param clientId as it was shown, shortened
 * @param userName likewise
 * @param credential what was shown: {@code token}, {@code password}, {@code scram}, {@code certificate} or {@code none}
 * @param certificate subject, issuer and term of the certificate; empty if none was shown
 * @param at when it was tried; of one that is only asked about, now
 * @param remoteAddress from where; empty for one that is only asked about
 */
public record LoginExplanation(
        String dialect,
        Optional<Reason> reason,
        String message,
        String deviceId,
        String hubId,
        OptionalLong clockSkewSeconds,
        String clientId,
        String userName,
        boolean secure,
        String credential,
        String certificate,
        Instant at,
        String remoteAddress) {
    public LoginExplanation {
        Objects.requireNonNull(dialect, "dialect");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(deviceId, "deviceId");
        Objects.requireNonNull(hubId, "hubId");
        Objects.requireNonNull(clockSkewSeconds, "clockSkewSeconds");
        Objects.requireNonNull(at, "at");
    }

    /** The same of a device of which nothing but a name in the certificate told. */
    LoginExplanation ofDevice(DeviceIdentity device, String dialectOfDevice) {
        return new LoginExplanation(
                dialectOfDevice,
                reason,
                message,
                device.deviceId(),
                device.hubId(),
                clockSkewSeconds,
                clientId,
                userName,
                secure,
                credential,
                certificate,
                at,
                remoteAddress);
    }

    public boolean admitted() {
        return reason.isEmpty();
    }
}
