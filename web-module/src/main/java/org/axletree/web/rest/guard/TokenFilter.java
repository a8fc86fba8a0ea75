package org.axletree.web.rest.guard;

import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.axletree.core.limit.HubLimit;
import org.axletree.hub.registry.Caller;
import org.axletree.hub.registry.token.TokenService;
import org.axletree.hub.settings.HubSettings;
import org.axletree.web.request.RemoteAddress;

/**
 * Lets nobody without a token pass to the API, the metrics and the API's description, nobody beyond what the token allows,
 * and no body that is too large. Wrong tokens are not counted: a token has 122 random bits or more, so there is nothing to be found by trying.
 */
@WebFilter(
        urlPatterns = {
            "/iot/*",
            "/v5/*",
            "/subscriptions/*",
            "/enrollments/*",
            "/enrollmentGroups/*",
            "/enrollmentgroups/*", // as Azure's SDK for Node writes it in places
            "/registrations/*",
            "/metrics",
            "/metrics/*",
            "/openapi",
            "/openapi/*"
        },
        asyncSupported = true)
public class TokenFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private static final String HEADER = "X-Auth-Token";
    private static final String BEARER = "Bearer ";
    private static final String SIGNED = "SharedAccessSignature ";

    @Inject
    private transient TokenProof tokens;

    @Inject
    private transient HubSettings settings;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String token = tokenOf(request);
        if (token == null || token.isEmpty()) {
            answer(
                    request,
                    response,
                    ApiError.unauthenticated("not_found", "no token (expected: a header " + HEADER + ")"));
            return;
        }
        TokenService.Proof proof;
        try {
            proof = proofOf(request, token);
        } catch (RuntimeException failure) { // the database, most likely
            answer(
                    request,
                    response,
                    FailureMapper.outage(failure).map(ApiError::of).orElseGet(() -> FailureMapper.logged(failure)));
            return;
        }
        if (proof instanceof TokenService.Proof.Known known) {
            serve(known.caller(), request, response, chain);
        } else if (proof instanceof TokenService.Proof.Expired) {
            answer(request, response, ApiError.unauthenticated("expired", "an expired token (expected: a new one)"));
        } else {
            answer(
                    request,
                    response,
                    ApiError.unauthenticated("invalid_argument", "a wrong token (expected: one that was given out)"));
        }
    }

    private TokenService.Proof proofOf(HttpServletRequest request, String token) {
        String address = RemoteAddress.of(request);
        return signs(request)
                ? tokens.proveSigned(request.getHeader("Host"), token, address)
                : tokens.prove(token, address);
    }

    /** Whether the token is signed with a key of a provisioning service. */
    private static boolean signs(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        return isOfEnrollments(request)
                && request.getHeader(HEADER) == null
                && authorization != null
                && authorization.regionMatches(true, 0, SIGNED, 0, SIGNED.length());
    }

    /** In the API's own header, or where programs made for other clouds, and those that collect metrics, put it. */
    private static String tokenOf(HttpServletRequest request) {
        String token = request.getHeader(HEADER);
        String authorization = request.getHeader("Authorization");
        boolean bears = (isAzures(request) || request.getServletPath().startsWith("/metrics"))
                && authorization != null
                && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
        if (signs(request)) {
            return authorization;
        }
        return token == null && bears ? authorization.substring(BEARER.length()).strip() : token;
    }

    private static boolean isAzures(HttpServletRequest request) {
        String path = request.getServletPath();
        return path.startsWith("/subscriptions") || isOfEnrollments(request);
    }

    private static boolean isOfEnrollments(HttpServletRequest request) {
        String path = request.getServletPath();
        return path.startsWith("/enrollment") || path.startsWith("/registrations");
    }

    private void serve(Caller caller, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        int limit = limit(request);
        Optional<ApiError> refusal = Bearer.refusal(caller, request);
        if (refusal.isPresent()) {
            answer(request, response, refusal.get());
        } else if (request.getContentLengthLong() > limit) {
            answer(request, response, ApiError.bodyTooLarge(limit));
        } else {
            try (Caller.Asking asking = caller.asks()) {
                chain.doFilter(new BoundedRequest(request, limit), response);
            }
        }
    }

    /** An image of firmware comes in Base64, with a little around it. */
    private int limit(HttpServletRequest request) {
        int most = settings.limit(HubLimit.API_BODY_BYTES);
        return request.getRequestURI().endsWith("/firmware")
                ? most + settings.limit(HubLimit.FIRMWARE_BYTES) / 3 * 4
                : most;
    }

    private static void answer(HttpServletRequest request, HttpServletResponse response, ApiError error)
            throws IOException {
        response.setHeader("Connection", "close"); // the body, if there is one, is not going to be read
        boolean huawei = request.getServletPath().startsWith("/v5/")
                || request.getServletPath().equals("/v5");
        boolean azure = isAzures(request);
        write(response, error.status(), azure ? error.inAzuresWords() : huawei ? error.inHuaweisWords() : error.body());
    }

    static void write(HttpServletResponse response, ApiError error) throws IOException {
        write(response, error.status(), error.body());
    }

    private static void write(HttpServletResponse response, int status, JsonObject json) throws IOException {
        byte[] body = json.toString().getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
