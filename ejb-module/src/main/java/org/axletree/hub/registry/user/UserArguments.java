package org.axletree.hub.registry.user;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.registry.ArgumentCheck;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.Role;

/** What a request may say of a person alone. */
final class UserArguments {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}._@+-]{1,64}");

    private UserArguments() {}

    static void name(ArgumentCheck check, String name) {
        if (!isName(name)) {
            check.add(
                    "name",
                    "format",
                    Problem.shown(name) + " (expected: 1 to 64 letters, digits, dots, dashes, underscores, + and @)");
        }
    }

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    static void role(ArgumentCheck check, Role role) {
        if (role == Role.PROJECT) {
            check.add("role", "unknown", "project (expected: administrator, operator or read_only)");
        }
    }

    static void projects(ArgumentCheck check, Role role, Optional<Set<String>> projectIds) {
        projectIds.ifPresent(ids -> projects(check, ids));
        if (role == Role.ADMINISTRATOR
                && projectIds.filter(ids -> !ids.isEmpty()).isPresent()) {
            check.add(
                    "project_ids",
                    "constraint",
                    "an administrator has all projects (expected: an empty list, or another role)");
        } else if (role != Role.ADMINISTRATOR && projectIds.isEmpty()) {
            check.add(
                    "project_ids",
                    "required",
                    "is missing (expected: the projects that the person sees, or an empty list for all)");
        }
    }

    private static void projects(ArgumentCheck check, Set<String> ids) {
        int most = check.limit(HubLimit.PROJECTS_PER_USER);
        if (ids.size() > most) {
            check.add("project_ids", "constraint", ids.size() + " projects (expected: at most " + most + ")");
        } else {
            ids.forEach(id -> check.project("project_ids", id));
        }
    }
}
