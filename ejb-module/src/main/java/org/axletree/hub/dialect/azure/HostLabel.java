package org.axletree.hub.dialect.azure;

import java.util.Locale;

/** The first label of a host name, by which a hub is known; without regard to case, and a port does not matter. */
public final class HostLabel {
    private HostLabel() {}

    /** @param host as {@code My-Hub.axle.example.com:8883} */
    public static String of(String host) {
        int end = host.length();
        for (int i = 0; i < host.length(); i++) {
            if (host.charAt(i) == '.' || host.charAt(i) == ':') {
                end = i;
                break;
            }
        }
        return host.substring(0, end).toLowerCase(Locale.ROOT);
    }
}
