package org.axletree.hub.registry.user;

import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.ProblemException;
import org.axletree.hub.settings.Administrator;
import org.axletree.hub.settings.HubSettings;

/**
 * Where the password of the first administrator is: in the setting, where there is one, which goes before; else in the registry,
 * once it was changed there; else in the file of the first start.
 */
final class FirstAdministrator {
    private FirstAdministrator() {}

    /** Whether the person's password is not the registry's to know. */
    static boolean isElsewhere(Administrator administrator, UserRow row) {
        return row.id.equals(UserRow.FIRST) && (administrator.isPasswordSet() || row.passwordHash == null);
    }

    static void requireKeptHere(HubSettings settings, UserRow row) {
        if (row.id.equals(UserRow.FIRST) && settings.hasAdminPassword()) {
            throw new ProblemException(
                    new Problem.PreconditionFailed(
                            "unknown_precondition",
                            "the password of " + row.name
                                    + " is set by AXLETREE_ADMIN_PASSWORD (expected: change or remove that setting, and start anew)"));
        }
    }
}
