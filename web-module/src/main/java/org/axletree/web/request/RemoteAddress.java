package org.axletree.web.request;

import jakarta.servlet.ServletRequest;

/** Where a request came from, as the audit log and events say it: as of devices, with brackets around addresses of IPv6. */
public final class RemoteAddress {
    private RemoteAddress() {}

    public static String of(ServletRequest request) {
        return of(request.getRemoteAddr(), request.getRemotePort());
    }

    static String of(String host, int port) {
        return (host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host) + ":" + port;
    }
}
