package org.axletree.server.web;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.Protocol;

/**
 * Which requests are none: whatever a proxy in front might read in another way than the hub (RFC 9112 sections 2.2, 3.2, 6.1
 * and 11.2), and addresses that cannot be read.
 */
final class HeaderRules {
    private static final String NETWORKS = "/networks/";
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._~:\\[\\]-]*");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private HeaderRules() {}

    /** What is wrong with the lines that a header was read from: its parser keeps one length where there were two. */
    static Optional<String> faultOf(Buffer buffer, int from) {
        StringBuilder text = new StringBuilder(buffer.limit() - from);
        byte last = 0;
        for (int i = from; i < buffer.limit(); i++) {
            byte b = buffer.get(i);
            if (b == '\n' && last != '\r' || last == '\r' && b != '\n') {
                return Optional.of("a line of the header does not end with CR LF");
            }
            if (b >= 0 && b < ' ' && b != '\t' && b != '\r' && b != '\n' || b == 0x7F) {
                return Optional.of("a control character in the header");
            }
            text.append((char) (b & 0xff));
            last = b;
        }
        return faultOf(text.toString());
    }

    private static Optional<String> faultOf(String header) {
        List<String> encodings = new ArrayList<>(1);
        List<String> lengths = new ArrayList<>(1);
        List<String> hosts = new ArrayList<>(1);
        for (String line : header.split("\r\n")) {
            int colon = line.indexOf(':');
            String value = line.substring(colon + 1).strip();
            switch (colon < 0 ? "" : line.substring(0, colon).strip().toLowerCase(Locale.ROOT)) {
                case "transfer-encoding" -> encodings.add(value);
                case "content-length" -> lengths.add(value);
                case "host" -> hosts.add(value);
                default -> {}
            }
        }
        return framingFault(encodings, lengths).or(() -> hostFault(hosts));
    }

    private static Optional<String> framingFault(List<String> encodings, List<String> lengths) {
        if (!encodings.isEmpty() && !lengths.isEmpty()) {
            return Optional.of("Content-Length and Transfer-Encoding (expected: one of them)");
        }
        if (encodings.size() > 1 || !encodings.isEmpty() && !encodings.get(0).equalsIgnoreCase("chunked")) {
            return Optional.of("another Transfer-Encoding (expected: chunked)");
        }
        if (lengths.size() > 1
                || !lengths.isEmpty() && !LENGTH.matcher(lengths.get(0)).matches()) {
            return Optional.of("another Content-Length (expected: one number)");
        }
        return Optional.empty();
    }

    private static Optional<String> hostFault(List<String> hosts) {
        return hosts.size() > 1
                        || !hosts.stream().allMatch(host -> HOST.matcher(host).matches())
                ? Optional.of("another Host (expected: one host name, with or without a port)")
                : Optional.empty();
    }

    /** What is wrong with a request. */
    static Optional<String> faultOf(HttpRequestPacket request) {
        if (request.getProtocol() != Protocol.HTTP_1_1 && request.getProtocol() != Protocol.HTTP_1_0) {
            return Optional.of("another version of HTTP (expected: 1.1)");
        }
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
