package org.axletree.core.setting;

import java.util.regex.Pattern;

/** Addresses to which something secret may be sent: over TLS, or within this machine. */
public final class WebAddress {
    private static final int LONGEST = 500;
    private static final Pattern SAFE = Pattern.compile("(https://([0-9A-Za-z._-]+|\\[[0-9A-Fa-f:.]+])"
            + "|http://(localhost|127\\.0\\.0\\.1|\\[::1]))(:[0-9]{1,5})?(/[0-9A-Za-z._~%:@!$&'()*+,;=/-]*)?"
            + "(\\?[0-9A-Za-z._~%:@!$&'()*+,;=/?-]*)?");

    private WebAddress() {}

    /** Whether it is one. */
    public static boolean isSafe(String address) {
        return address.length() <= LONGEST && SAFE.matcher(address).matches();
    }
}
