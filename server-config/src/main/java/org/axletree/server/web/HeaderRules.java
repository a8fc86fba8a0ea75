package org.axletree.server.web;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.Protocol;

/** Which requests are none for what their address or their form holds; {@link RequestHeader} judges the lines they came in. */
final class HeaderRules {
    private static final String NETWORKS = "/networks/";
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private HeaderRules() {}

    /** What is wrong with a request. */
    static Optional<String> faultOf(HttpRequestPacket request) {
        if (request.isChunked() && request.getProtocol() == Protocol.HTTP_1_0) {
            return Optional.of("a Transfer-Encoding with HTTP 1.0 (expected: a Content-Length)");
        }
        return addressFault(request.getRequestURI(), request.getQueryString());
    }

    /** What is wrong with the form that a body holds. */
    static Optional<String> faultOf(HttpRequestPacket request, byte[] body, int length) {
        String type = request.getContentType();
        boolean form = type != null && type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
        return form && isBroken(new String(body, 0, length, StandardCharsets.ISO_8859_1))
                ? Optional.of("a % in the form that begins no escape (expected: two hexadecimal digits)")
                : Optional.empty();
    }

    private static Optional<String> addressFault(String path, String query) {
        if (isBroken(path) || query != null && isBroken(query)) {
            return Optional.of("a % in the address that begins no escape (expected: two hexadecimal digits)");
        }
        if (path.contains("%00")) {
            return Optional.of("a NUL in the address");
        }
        // The topic of a message that comes by a network may have one, written %3B; nobody has a session there.
        boolean hidden =
                !path.startsWith(NETWORKS) && path.toLowerCase(Locale.ROOT).contains("%3b");
        if (path.contains(";") || hidden) {
            return Optional.of("a parameter in the path (expected: none, sessions are kept in cookies)");
        }
        return Optional.empty();
    }

    private static boolean isBroken(String escaped) {
        return BROKEN_ESCAPE.matcher(escaped).find();
    }
}
