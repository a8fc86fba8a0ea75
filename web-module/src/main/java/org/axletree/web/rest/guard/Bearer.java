package org.axletree.web.rest.guard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.Role;

/** What the bearer of a token may ask for at all; what of it there is for them, the registry knows. */
final class Bearer {
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");

    /**
     * Questions that have a body, and change nothing: as the address is written, so that no other one can pass for it. An import may be
     * a trial run: what is none, its resource refuses.
     */
    private static final Pattern QUESTION =
            Pattern.compile("/iot/v1/regions/[A-Za-z0-9-]+/(hubs/[A-Za-z0-9-]+/(explain|imports)|explain-login)");

    private Bearer() {}

    /** The answer to a request that goes too far. */
    static Optional<ApiError> refusal(Caller caller, HttpServletRequest request) {
        if (!caller.mayChange() && !HARMLESS.contains(request.getMethod()) && !isQuestion(request)) {
            return Optional.of(ApiError.permissionsDenied("any", "write", "the token is for reading only"));
        }
        if (caller.role() == Role.OPERATOR && isOfAuthorities(request) && !HARMLESS.contains(request.getMethod())) {
            return Optional.of(ApiError.permissionsDenied("any", "write", "the token is not for hubs and their keys"));
        }
        if (!caller.seesAll() && request.getServletPath().equals("/metrics")) {
            return Optional.of(ApiError.permissionsDenied(
                    "metrics", "read", "the token is for one project, and these metrics are of all"));
        }
        return Optional.empty();
    }

    private static boolean isQuestion(HttpServletRequest request) {
        return request.getMethod().equals("POST")
                && QUESTION.matcher(request.getRequestURI()
                                .substring(request.getContextPath().length()))
                        .matches();
    }

    /** Azure's words for hubs and enrollments, among whose changes is to ask for their keys. */
    private static boolean isOfAuthorities(HttpServletRequest request) {
        String path = request.getServletPath();
        return path.startsWith("/subscriptions") || path.startsWith("/enrollment") || path.startsWith("/registrations");
    }
}
