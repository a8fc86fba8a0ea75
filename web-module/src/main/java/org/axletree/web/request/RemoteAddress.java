package org.axletree.web.request;

import jakarta.servlet.ServletRequest;
import java.net.InetAddress;
import java.util.Optional;
import org.axletree.core.address.InternetAddress;

/** Where a request came from, as the audit log and events say it: as of devices, with brackets around addresses of IPv6. */
public final class RemoteAddress {
    private RemoteAddress() {}

    public static String of(ServletRequest request) {
        return InternetAddress.withPort(request.getRemoteAddr(), request.getRemotePort());
    }

    /** Whether a request came over the loopback interface: from this machine, or from a proxy on it. No header is believed. */
    public static boolean isOwnMachine(ServletRequest request) {
        return isLoopback(request.getRemoteAddr());
    }

    /** Whether a host in an address is the machine itself, by its name or by its number. */
    public static boolean isOwnMachine(String host) {
        return host.equalsIgnoreCase("localhost") || isLoopback(host);
    }

    static boolean isLoopback(String host) {
        return Optional.ofNullable(host)
                .map(RemoteAddress::withoutZone)
                .flatMap(InternetAddress::parse)
                .filter(InetAddress::isLoopbackAddress)
                .isPresent();
    }

    private static String withoutZone(String host) {
        int zone = host.indexOf('%');
        return zone > 0 && host.contains(":") ? host.substring(0, zone) : host;
    }

    /** The address of whoever asks, without the port. */
    public static String hostOf(ServletRequest request) {
        return InternetAddress.shortened(request.getRemoteAddr());
    }

    /** An address as it was written down, with its port; before, IPv6 was written the long way. */
    public static String shortenedWithin(String written) {
        int end = written.indexOf(']');
        return written.startsWith("[") && end > 0
                ? "[" + InternetAddress.shortened(written.substring(1, end)) + written.substring(end)
                : InternetAddress.shortened(written);
    }
}
