package org.axletree.hub.delivery.target.rest;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.axletree.fence.AddressFence;
import org.axletree.hub.delivery.target.TargetProblems;
import org.axletree.hub.registry.Problem;
import org.axletree.hub.registry.route.RouteConfiguration;

/** What can be wrong with what a web service is called with. */
final class RestProblems {
    private static final Set<String> VERBS = Set.of("get", "post", "put", "patch", "delete");
    private static final Set<String> SCHEMES = Set.of("http", "https");
    private static final int URI_LENGTH = 2_000;
    private static final int MOST_HEADERS = 50;
    private static final int HEADER_LENGTH = 4_000;
    private static final int SECRET_LENGTH = 1_000;
    private static final int LONGEST_TIMEOUT = 300;

    /** RFC 9110 section 5.6.2. */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}");

    private static final Pattern PRINTABLE = Pattern.compile("[\\x20-\\x7e]*");

    /** What belongs to the connection and the length of the body, which the hub decides. */
    private static final Set<String> RESERVED = Set.of(
            "host",
            "content-length",
            "transfer-encoding",
            "connection",
            "expect",
            "upgrade",
            "te",
            "trailer",
            "keep-alive");

    private final RouteConfiguration configuration;
    private final TargetProblems problems;

    RestProblems(RouteConfiguration configuration, AddressFence fence) {
        this.configuration = configuration;
        this.problems = new TargetProblems(configuration, fence);
    }

    List<Problem.ArgumentProblem> found() {
        problems.choice(RestConfiguration.VERB, VERBS);
        uri(configuration.text(RestConfiguration.URI));
        headers(configuration.texts(RestConfiguration.HEADERS));
        long timeout = configuration.number(RestConfiguration.TIMEOUT, RestConfiguration.STANDARD_TIMEOUT_SECONDS);
        if (timeout < 1 || timeout > LONGEST_TIMEOUT) {
            add(RestConfiguration.TIMEOUT, "constraint", timeout + " (expected: 1 to " + LONGEST_TIMEOUT + ")");
        }
        if (configuration.text(RestConfiguration.HMAC_SECRET).length() > SECRET_LENGTH) {
            add(
                    RestConfiguration.HMAC_SECRET,
                    "constraint",
                    "too long (expected: at most " + SECRET_LENGTH + " characters)");
        }
        problems.authorities(RestConfiguration.CA);
        return problems.found();
    }

    private void uri(String text) {
        if (text.isEmpty()) {
            add(RestConfiguration.URI, "required", "is empty (expected: an address as https://host/path)");
            return;
        }
        if (text.length() > URI_LENGTH) {
            add(
                    RestConfiguration.URI,
                    "constraint",
                    text.length() + " characters (expected: at most " + URI_LENGTH + ")");
            return;
        }
        URI uri;
        try {
            uri = new URI(text).parseServerAuthority();
        } catch (URISyntaxException e) {
            add(RestConfiguration.URI, "format", "is no address (expected: one as https://host/path)");
            return;
        }
        if (uri.getScheme() == null
                || !SCHEMES.contains(uri.getScheme().toLowerCase(Locale.ROOT))
                || uri.getHost() == null) {
            add(RestConfiguration.URI, "format", "is no address of the Web (expected: one as https://host/path)");
        } else if (uri.getRawUserInfo() != null) {
            add(
                    RestConfiguration.URI,
                    "format",
                    "has a user name in it (expected: none; a header Authorization is kept as a secret)");
        } else if (uri.getRawFragment() != null) {
            add(RestConfiguration.URI, "format", "has a fragment (expected: no #)");
        } else {
            problems.behindTheFence(RestConfiguration.URI, uri.getHost());
        }
    }

    private void headers(Map<String, String> headers) {
        if (headers.size() > MOST_HEADERS) {
            add(RestConfiguration.HEADERS, "constraint", headers.size() + " (expected: at most " + MOST_HEADERS + ")");
            return;
        }
        headers.forEach((name, value) -> {
            String argument = RestConfiguration.HEADERS + "." + Problem.shown(name);
            if (!TOKEN.matcher(name).matches()) {
                add(argument, "format", "is no name of a header (expected: letters, digits and dashes)");
            } else if (RESERVED.contains(name.toLowerCase(Locale.ROOT))) {
                add(argument, "constraint", "is the hub's to say (expected: another header)");
            } else if (value.length() > HEADER_LENGTH
                    || !PRINTABLE.matcher(value).matches()) {
                add(
                        argument,
                        "format",
                        "has a value that is too long or not printable (expected: at most " + HEADER_LENGTH
                                + " characters of ASCII in one line)");
            }
        });
    }

    private void add(String field, String reason, String sentence) {
        problems.add(field, reason, sentence);
    }
}
