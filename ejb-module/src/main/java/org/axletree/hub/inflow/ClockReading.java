package org.axletree.hub.inflow;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.axletree.core.identity.ConnectRequest;
import org.axletree.hub.dialect.azure.AzureUserName;
import org.axletree.hub.dialect.azure.SasToken;
import org.axletree.hub.dialect.huawei.HuaweiClientId;
import org.axletree.hub.dialect.huawei.HuaweiStamp;

/**
 * What a login tells of the clock behind it: the hour in a password of Huawei's, the end of a token of Azure's.
 *
 * @param secondsOff so many at least, ahead of the hub's clock; negative where it is behind; empty where that cannot be said
 * @param warning what the owner should know while the device still gets in; empty if nothing
 */
record ClockReading(OptionalLong secondsOff, String warning) {
    /** Clocks that nobody sets are off by less in a year, and tokens are made to last longer. */
    private static final long TOLERATED_SECONDS = 300;

    /** What ended earlier than that was not renewed, whatever the clock says. */
    private static final long LATEST_SECONDS = 86_400;

    static Optional<ClockReading> of(ConnectRequest request, Instant now) {
        return HuaweiClientId.of(request.clientId())
                .filter(HuaweiClientId::comparesClock)
                .flatMap(id -> HuaweiStamp.of(id.stamp()))
                .map(stamp -> ofStamp(stamp.secondsOff(now)))
                .or(() -> AzureUserName.of(request.userName())
                        .flatMap(name -> SasToken.parse(new String(request.password(), StandardCharsets.UTF_8)))
                        .flatMap(
                                token -> ofToken(Math.floorDiv(token.expiresAtMillis() - now.toEpochMilli(), 1_000L))));
    }

    private static ClockReading ofStamp(long seconds) {
        return new ClockReading(
                OptionalLong.of(seconds),
                Math.abs(seconds) <= TOLERATED_SECONDS
                        ? ""
                        : "by " + Math.abs(seconds) + " s, " + (seconds > 0 ? "ahead" : "behind"));
    }

    /** A clock that is behind makes tokens end early; whoever is refused for it is behind by as much at least. */
    private static Optional<ClockReading> ofToken(long secondsLeft) {
        if (secondsLeft > TOLERATED_SECONDS || secondsLeft < -LATEST_SECONDS) {
            return Optional.empty();
        }
        return Optional.of(
                secondsLeft < 0
                        ? new ClockReading(OptionalLong.of(secondsLeft), "")
                        : new ClockReading(OptionalLong.empty(), "the token ends in " + secondsLeft + " s"));
    }
}
