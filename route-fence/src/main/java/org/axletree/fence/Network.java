package org.axletree.fence;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import org.axletree.core.address.InternetAddress;

/**
 * A range of addresses in CIDR notation (RFC 4632, RFC 4291 section 2.3).
 *
 * @param first its address, 4 or 16 bytes
 * @param prefix how many leading bits are the same in all its addresses
 */
record Network(byte[] first, int prefix) {
    Network {
        if (prefix < 0 || prefix > first.length * 8) {
            throw new IllegalArgumentException("prefix: " + prefix + " (expected: 0 to " + first.length * 8 + ")");
        }
        first = first.clone();
    }

    /** @throws IllegalArgumentException if it is no such range */
    static Network of(String cidr) {
        return parse(cidr)
                .orElseThrow(() -> new IllegalArgumentException(
                        "network: " + cidr + " (expected: an address or a range, as 10.0.0.0/8 or fd00::/8)"));
    }

    /** A range, or an address as a range of one; empty if the text is neither. */
    static Optional<Network> parse(String text) {
        int slash = text.indexOf('/');
        Optional<byte[]> address = literal(slash < 0 ? text : text.substring(0, slash));
        if (address.isEmpty()) {
            return Optional.empty();
        }
        int most = address.get().length * 8;
        if (slash < 0) {
            return Optional.of(new Network(address.get(), most));
        }
        String bits = text.substring(slash + 1);
        if (!bits.matches("[0-9]{1,3}") || Integer.parseInt(bits) > most) {
            return Optional.empty();
        }
        return Optional.of(new Network(address.get(), Integer.parseInt(bits)));
    }

    private static Optional<byte[]> literal(String text) {
        return text.startsWith("[")
                ? Optional.empty()
                : InternetAddress.parse(text).map(InetAddress::getAddress);
    }

    boolean contains(byte[] address) {
        if (address.length != first.length) {
            return false;
        }
        int whole = prefix / 8;
        if (!Arrays.equals(address, 0, whole, first, 0, whole)) {
            return false;
        }
        int rest = prefix % 8;
        return rest == 0 || sameBits(address, whole, rest);
    }

    private boolean sameBits(byte[] address, int index, int bits) {
        int mask = 0xFF << 8 - bits & 0xFF;
        return (address[index] & mask) == (first[index] & mask);
    }

    @Override
    public byte[] first() {
        return first.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Network that && prefix == that.prefix && Arrays.equals(first, that.first);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(first) + prefix;
    }
}
