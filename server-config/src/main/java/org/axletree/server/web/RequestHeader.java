package org.axletree.server.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of a header as they came, and what is wrong with them: whatever a proxy in front might read in another way than the
 * hub (RFC 9112 sections 2.2, 3, 5 and 6).
 */
final class RequestHeader {
    private static final int MOST_FIELDS = 100;
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final Pattern REQUEST_LINE = Pattern.compile("(" + TOKEN + ") ([^ \\t]+) HTTP/1\\.([01])");
    private static final Pattern FIELD = Pattern.compile("(" + TOKEN + "):(.*)", Pattern.DOTALL);
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._~:\\[\\]-]*");
    private static final Pattern ESCAPE = Pattern.compile("%([0-9A-Fa-f]{2})");
    private static final Pattern DOT_SEGMENT = Pattern.compile("(?i)(?:^|/|%2f|%5c)(?:\\.|%2e){1,2}(?:$|/|%2f|%5c)");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");

    /** Nobody waits for the end of more, whatever the limits are. */
    private static final long LONGEST_BODY = Integer.MAX_VALUE;

    private final List<String> encodings = new ArrayList<>(1);
    private final List<String> lengths = new ArrayList<>(1);
    private final List<String> hosts = new ArrayList<>(1);
    private final Optional<String> fault;

    /** @param text all lines, each with its CR LF, which is the only one in it */
    RequestHeader(String text) {
        fault = faultOf(text.split("\r\n"));
    }

    Optional<String> fault() {
        return fault;
    }

    boolean isChunked() {
        return !encodings.isEmpty();
    }

    /** Bytes of the body, if it is not chunked. */
    long length() {
        return lengths.isEmpty() ? 0 : Long.parseLong(lengths.get(0));
    }

    private Optional<String> faultOf(String[] lines) {
        Matcher first = REQUEST_LINE.matcher(lines[0]);
        if (!first.matches()) {
            return Optional.of("another first line (expected: method, address and HTTP/1.1, with one space between)");
        }
        if (lines.length > MOST_FIELDS) {
            return Optional.of("too many lines of the header (expected: at most " + MOST_FIELDS + ")");
        }
        for (int i = 1; i < lines.length; i++) {
            Matcher field = FIELD.matcher(lines[i]);
            if (!field.matches()) {
                return Optional.of("a line of the header that is not a name, a colon and a value");
            }
            String value = field.group(2).strip();
            switch (field.group(1).toLowerCase(Locale.ROOT)) {
                case "transfer-encoding" -> encodings.add(value);
                case "content-length" -> lengths.add(value);
                case "host" -> hosts.add(value);
                default -> {}
            }
        }
        return framingFault()
                .or(() -> hostFault(first.group(3).equals("1")))
                .or(() -> addressFault(first.group(1), first.group(2)));
    }

    private Optional<String> framingFault() {
        if (!encodings.isEmpty() && !lengths.isEmpty()) {
            return Optional.of("Content-Length and Transfer-Encoding (expected: one of them)");
        }
        if (encodings.size() > 1 || !encodings.isEmpty() && !encodings.get(0).equalsIgnoreCase("chunked")) {
            return Optional.of("another Transfer-Encoding (expected: chunked)");
        }
        if (lengths.size() > 1
                || !lengths.isEmpty() && !LENGTH.matcher(lengths.get(0)).matches()
                || length() > LONGEST_BODY) {
            return Optional.of("another Content-Length (expected: one number, at most " + LONGEST_BODY + ")");
        }
        return Optional.empty();
    }

    private Optional<String> hostFault(boolean needed) {
        return hosts.size() > 1
                        || needed && hosts.isEmpty()
                        || !hosts.stream().allMatch(host -> HOST.matcher(host).matches())
                ? Optional.of("another Host (expected: one host name, with or without a port)")
                : Optional.empty();
    }

    private Optional<String> addressFault(String method, String address) {
        if (method.equals("CONNECT") || method.equals("TRACE")) {
            return Optional.of("the method " + method + " (expected: one that console or API has)");
        }
        int query = address.indexOf('?');
        String path = query < 0 ? address : address.substring(0, query);
        boolean body = isChunked() || length() > 0;
        if (body && (method.equals("GET") || method.equals("HEAD")) && !takesMessages(path)) {
            return Optional.of("a body of a " + method + " (expected: none)");
        }
        if (address.indexOf('#') >= 0 || path.indexOf('\\') >= 0) {
            return Optional.of("a # or a backslash in the address (expected: none, or its escape)");
        }
        return pathFault(path);
    }

    /** Where only POST is answered, the application says so of every other method, whatever comes with it. */
    private static boolean takesMessages(String path) {
        return path.startsWith("/networks/") || path.equals("/ingest");
    }

    /** Whoever takes dot segments for what they are gets elsewhere than whoever does not; browsers send none. */
    private static Optional<String> pathFault(String path) {
        if (DOT_SEGMENT.matcher(path).find()) {
            return Optional.of("a segment . or .. in the path (expected: the path that is meant)");
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(unescaped(path)));
            return Optional.empty();
        } catch (CharacterCodingException foreign) {
            return Optional.of("a path that is not in UTF-8");
        }
    }

    /** Broken escapes stay as they are: they are refused elsewhere. */
    private static byte[] unescaped(String path) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(path.length());
        Matcher escape = ESCAPE.matcher(path);
        int from = 0;
        while (escape.find()) {
            bytes.writeBytes(path.substring(from, escape.start()).getBytes(StandardCharsets.ISO_8859_1));
            bytes.write(Integer.parseInt(escape.group(1), 16));
            from = escape.end();
        }
        bytes.writeBytes(path.substring(from).getBytes(StandardCharsets.ISO_8859_1));
        return bytes.toByteArray();
    }
}
