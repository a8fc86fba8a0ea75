package org.axletree.core.address;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How an address is written, in logs, events, lists and sentences alike: IPv4 by its four numbers, IPv6 in the short form of
 * RFC 5952, as {@code 2001:db8::1}.
 */
public final class InternetAddress {
    private static final int BYTES_OF_IPV6 = 16;
    private static final int GROUPS = 8;
    private static final int LONGEST_TEXT_OF_GROUPS = 39;
    private static final String BYTE = "0{0,2}[0-9]|0?[0-9]{2}|1[0-9]{2}|2[0-4][0-9]|25[0-5]";
    private static final Pattern IPV4 = Pattern.compile("(?:%1$s)(?:\\.(?:%1$s)){3}".formatted(BYTE));
    private static final Pattern IPV6 = Pattern.compile("(?=.*:)[0-9A-Fa-f:.]{2,45}");

    private InternetAddress() {}

    /** As {@code 192.0.2.1} or {@code 2001:db8::1}, with the zone of an address that has one ({@code fe80::1%2}). */
    public static String text(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (bytes.length != BYTES_OF_IPV6) {
            return address.getHostAddress();
        }
        String written = address.getHostAddress();
        int zone = written.indexOf('%');
        return zone < 0 ? groups(bytes) : groups(bytes) + written.substring(zone);
    }

    /** An address that was written down, of IPv6 with or without brackets; empty if it is none. Nobody is asked for a name. */
    public static Optional<InetAddress> parse(String text) {
        String number = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (!IPV6.matcher(number).matches()
                && (number.length() < text.length() || !IPV4.matcher(number).matches())) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(number));
        } catch (UnknownHostException noAddress) {
            return Optional.empty();
        }
    }

    /** An address that was written down, in the short form. Whatever else it is, as a name, stays as it is. */
    public static String shortened(String host) {
        if (host.indexOf(':') < 0 || host.startsWith("[")) {
            return host;
        }
        int zone = host.indexOf('%');
        return zone < 0
                ? parse(host).map(InternetAddress::text).orElse(host)
                : parse(host.substring(0, zone)).map(InternetAddress::text).orElse(host.substring(0, zone))
                        + host.substring(zone);
    }

    /** As {@code 192.0.2.1:1883} or {@code [2001:db8::1]:1883}. */
    public static String withPort(InetSocketAddress address) {
        return bracketed(text(address.getAddress()), address.getPort());
    }

    /** The same of a host that was written down. */
    public static String withPort(String host, int port) {
        return bracketed(shortened(host), port);
    }

    private static String bracketed(String host, int port) {
        return host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]:" + port : host + ":" + port;
    }

    /** The longest run of zeros, the first of equal ones, is left out; a single one is not (RFC 5952 section 4.2). */
    private static String groups(byte[] bytes) {
        int from = -1;
        int longest = 1;
        int run = 0;
        for (int i = 0; i < GROUPS; i++) {
            run = group(bytes, i) == 0 ? run + 1 : 0;
            if (run > longest) {
                longest = run;
                from = i + 1 - run;
            }
        }
        StringBuilder text = new StringBuilder(LONGEST_TEXT_OF_GROUPS);
        for (int i = 0; i < GROUPS; i++) {
            if (i == from) {
                text.append("::");
                i += longest - 1;
            } else {
                if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                text.append(Integer.toHexString(group(bytes, i)));
            }
        }
        return text.toString();
    }

    private static int group(byte[] bytes, int at) {
        return (bytes[2 * at] & 0xFF) << 8 | bytes[2 * at + 1] & 0xFF;
    }
}
