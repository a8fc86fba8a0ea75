package org.axletree.web.request;

import jakarta.servlet.ServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
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

    static String of(String host, int port) {
        return (host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host) + ":" + port;
    }
}
