package org.axletree.hub.dialect.azure.provisioning;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A user name as devices have it that ask for their hub: {@code scope/registrations/id/api-version=…}.
 *
 * @param idScope of the provisioning service
 * @param registrationId by which the device is enrolled, itself or in a group
 */
public record EnrollmentUserName(String idScope, String registrationId) {
    /** The level in the middle, of user names and of the resources that tokens are for. */
    public static final String REGISTRATIONS = "registrations";

    private static final int LONGEST = 2_048;
    private static final Pattern REGISTRATION = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    /** Takes a user name apart; empty if it is none of a device that asks for its hub. */
    public static Optional<EnrollmentUserName> of(String userName) {
        String[] levels = userName.length() > LONGEST ? new String[0] : userName.split("/", 4);
        boolean asks = levels.length == 4
                && !levels[0].isEmpty()
                && levels[1].equals(REGISTRATIONS)
                && REGISTRATION.matcher(levels[2]).matches()
                && (levels[3].startsWith("api-version=") || levels[3].startsWith("?api-version="));
        return asks ? Optional.of(new EnrollmentUserName(levels[0], levels[2])) : Optional.empty();
    }
}
