package org.axletree.hub.dialect.azure;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.axletree.core.crypto.HmacSha256;

/**
 * A shared access signature: {@code SharedAccessSignature sr=…&sig=…&se=…[&skn=…]}, its fields in any order
 * (docs/reference/dialects/azure.md, 2). What is signed is the resource as it was sent, encoded or not; it is decoded only to
 * be compared.
 */
public final class SasToken {
    private static final String SCHEME = "SharedAccessSignature ";
    private static final Set<String> FIELDS = Set.of("sr", "sig", "se", "skn");
    private static final int LONGEST = 4_096;
    private static final int MOST_DIGITS = 15;
    private static final int SIGNATURE_BYTES = 32;

    private final String resource;
    private final List<String> path;
    private final byte[] signature;
    private final String expiry;
    private final String policy;

    private SasToken(String resource, List<String> path, byte[] signature, String expiry, String policy) {
        this.resource = resource;
        this.path = path;
        this.signature = signature;
        this.expiry = expiry;
        this.policy = policy;
    }

    /** Reads a token; empty if the text is none. */
    public static Optional<SasToken> parse(String text) {
        if (text.length() > LONGEST || !text.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        Map<String, String> fields = new HashMap<>();
        for (String field : text.substring(SCHEME.length()).strip().split("&", -1)) {
            int equals = field.indexOf('=');
            String name = equals < 0 ? "" : field.substring(0, equals);
            if (!FIELDS.contains(name) || fields.put(name, field.substring(equals + 1)) != null) {
                return Optional.empty();
            }
        }
        return of(fields);
    }

    private static Optional<SasToken> of(Map<String, String> fields) {
        String resource = fields.getOrDefault("sr", "");
        String expiry = fields.getOrDefault("se", "");
        Optional<String> path = PercentText.decode(resource);
        Optional<String> policy = PercentText.decode(fields.getOrDefault("skn", ""));
        Optional<byte[]> signature = signature(fields.getOrDefault("sig", ""));
        boolean isTime = !expiry.isEmpty()
                && expiry.length() <= MOST_DIGITS
                && expiry.chars().allMatch(c -> c >= '0' && c <= '9');
        if (resource.isEmpty() || !isTime || path.isEmpty() || policy.isEmpty() || signature.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new SasToken(resource, segments(path.get()), signature.get(), expiry, policy.get()));
    }

    /** Where a form has made a plus sign a space, it is one again. */
    private static Optional<byte[]> signature(String encoded) {
        try {
            return PercentText.decode(encoded)
                    .map(text -> Base64.getDecoder().decode(text.replace(' ', '+')))
                    .filter(bytes -> bytes.length == SIGNATURE_BYTES);
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    /** The resource's host and path. Some tools end it with a version, and some with a slash: neither is part of it. */
    private static List<String> segments(String resource) {
        List<String> segments = List.of(resource.split("/", -1));
        int end = segments.size();
        if (end > 1 && segments.get(end - 1).matches("\\??api-version=.*")) {
            end--;
        }
        if (end > 1 && segments.get(end - 1).isEmpty()) {
            end--;
        }
        return segments.subList(0, end);
    }

    /** The policy whose key signed the token; empty if it is the device's own. */
    public String policy() {
        return policy;
    }

    /** What the token opens, as sent. */
    public String resource() {
        return resource;
    }

    /** When the token ends, in milliseconds since 1970. */
    public long expiresAtMillis() {
        return Long.parseLong(expiry) * 1_000;
    }

    /** The first label of the host name that the token is for. */
    public String hostLabel() {
        return HostLabel.of(path.get(0));
    }

    /** The device, or module of a device, whose token it is, as {@code device} or {@code device/module}; empty if it is for several. */
    public String deviceName() {
        boolean ofDevice = path.size() > 2 && path.get(1).equals("devices");
        if (!ofDevice) {
            return "";
        }
        return path.size() > 4 && path.get(3).equals("modules") ? path.get(2) + "/" + path.get(4) : path.get(2);
    }

    /**
     * Whether the token opens this path of its host. A token for a path opens whatever is below it; it is compared level by
     * level, so that {@code /a/b} opens {@code /a/b/c} and not {@code /a/bc}.
     *
     * @param wanted the levels after the host
     */
    public boolean covers(List<String> wanted) {
        List<String> opened = path.subList(1, path.size());
        return opened.size() <= wanted.size()
                && wanted.subList(0, opened.size()).equals(opened);
    }

    /**
     * Whether the token opens this path of what is no host, but has its place: the scope of a provisioning service.
     *
     * @param wanted the levels after it
     */
    public boolean isOf(String scope, List<String> wanted) {
        return path.get(0).equalsIgnoreCase(scope) && covers(wanted);
    }

    /** Whether the token was signed with this key; takes as long for a wrong one. */
    public boolean isSignedWith(byte[] key) {
        if (key.length == 0) {
            return false;
        }
        byte[] expected = HmacSha256.of(key, (resource + "\n" + expiry).getBytes(StandardCharsets.UTF_8));
        return MessageDigest.isEqual(expected, signature);
    }
}
