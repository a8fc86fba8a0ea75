package org.axletree.mqtt.listener;

import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;

/** The name of the server that a client asked for in its handshake (RFC 6066 section 3). */
final class RequestedName {
    private RequestedName() {}

    /** Empty if it named none. */
    static String of(SSLEngine engine) {
        if (engine.getHandshakeSession() instanceof ExtendedSSLSession session) {
            for (SNIServerName name : namesOf(session)) {
                if (name instanceof SNIHostName host) {
                    return host.getAsciiName();
                }
            }
        }
        return "";
    }

    private static List<SNIServerName> namesOf(ExtendedSSLSession session) {
        try {
            return session.getRequestedServerNames();
        } catch (UnsupportedOperationException | IllegalArgumentException none) {
            return List.of(); // a name that is none, as an address
        }
    }
}
