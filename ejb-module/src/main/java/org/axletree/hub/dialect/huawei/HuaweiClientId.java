package org.axletree.hub.dialect.huawei;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The client identifier of a Huawei device: {@code <device id>_<kind>_<sign type>_<YYYYMMDDHH>}. A device id may itself have
 * underscores, so the identifier is read from the right.
 *
 * @param deviceId what stands before the last three fields
 * @param kind 0: a device by its device id; 2: by its node id; 3: a bridge
 * @param signType 0: HMAC-SHA256, the stamp is not compared with the clock; 1: HMAC-SHA256, it is; 2: HMAC-SM3
 * @param stamp the hour in UTC that the password is made with, ten digits
 */
public record HuaweiClientId(String deviceId, int kind, int signType, String stamp) {
    /** The longest that the cloud takes, in characters. */
    private static final int LONGEST = 256;

    private static final Pattern FORM = Pattern.compile("(.+)_([023])_([012])_(\\d{10})");

    public HuaweiClientId {
        Objects.requireNonNull(deviceId, "deviceId");
        Objects.requireNonNull(stamp, "stamp");
    }

    /** Empty where it has another form. */
    public static Optional<HuaweiClientId> of(String clientId) {
        if (clientId.length() > LONGEST) {
            return Optional.empty();
        }
        Matcher matcher = FORM.matcher(clientId);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new HuaweiClientId(
                matcher.group(1),
                matcher.group(2).charAt(0) - '0',
                matcher.group(3).charAt(0) - '0',
                matcher.group(4)));
    }

    /** Whether the stamp is compared with the hub's clock. */
    public boolean comparesClock() {
        return signType == 1;
    }
}
