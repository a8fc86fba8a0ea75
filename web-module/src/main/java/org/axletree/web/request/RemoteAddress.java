package org.axletree.web.request;

import jakarta.servlet.ServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Where a request came from, as the audit log and events say it: as of devices, with brackets around addresses of IPv6. */
public final class RemoteAddress {
    private static final Pattern LOOPBACK = Pattern.compile("127(\\.\\d{1,3}){3}");

    private RemoteAddress() {}

    public static String of(ServletRequest request) {
        return of(request.getRemoteAddr(), request.getRemotePort());
    }

    /** Whether a request came over the loopback interface: from this machine, or from a proxy on it. No header is believed. */
    public static boolean isOwnMachine(ServletRequest request) {
        return isLoopback(request.getRemoteAddr());
    }

    /** Whether a host in an address is the machine itself, by its name or by its number. */
    public static boolean isOwnMachine(String host) {
        String name = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return name.equalsIgnoreCase("localhost") || isLoopback(name);
    }

    static boolean isLoopback(String host) {
        if (host == null || !host.contains(":")) { // what has a colon is never looked up by name
            return host != null && LOOPBACK.matcher(host).matches();
        }
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException none) {
            return false;
        }
    }

    /** The address of whoever asks, without the port. */
    public static String hostOf(ServletRequest request) {
        return shortened(request.getRemoteAddr());
    }

    /** An address as it was written down, with its port; before, IPv6 was written the long way. */
    public static String shortenedWithin(String written) {
        int end = written.indexOf(']');
        return written.startsWith("[") && end > 0
                ? "[" + shortened(written.substring(1, end)) + written.substring(end)
                : shortened(written);
    }

    /** An address of IPv6 as people write it (RFC 5952), as {@code ::1}; any other is left as it is. */
    static String shortened(String host) {
        if (!host.contains(":") || host.contains("%") || host.startsWith("[")) {
            return host;
        }
        try {
            byte[] bytes = InetAddress.getByName(host).getAddress();
            return bytes.length == 16 ? groups(bytes) : host;
        } catch (UnknownHostException none) {
            return host;
        }
    }

    /** The longest run of zeros, the first of equal ones, is left out; a single one is not. */
    private static String groups(byte[] bytes) {
        String[] groups = new String[8];
        int at = -1;
        int length = 1;
        int run = 0;
        for (int i = 0; i < 8; i++) {
            int group = (bytes[2 * i] & 0xFF) << 8 | bytes[2 * i + 1] & 0xFF;
            groups[i] = Integer.toHexString(group);
            run = group == 0 ? run + 1 : 0;
            if (run > length) {
                length = run;
                at = i + 1 - run;
            }
        }
        if (at < 0) {
            return String.join(":", groups);
        }
        return String.join(":", Arrays.copyOf(groups, at)) + "::"
                + String.join(":", Arrays.copyOfRange(groups, at + length, 8));
    }

    static String of(String given, int port) {
        String host = shortened(given);
        return (host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host) + ":" + port;
    }
}
