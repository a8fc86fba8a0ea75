package org.axletree.mqtt.connection;

import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;

/** The name of the server that a client asked for in its handshake (RFC 6066 section 3). */
public final class RequestedName {
    private RequestedName() {}

    /** In the handshake that is under way; empty if the client named none. */
    public static String of(SSLEngine engine) {
        return of(engine.getHandshakeSession());
    }

    /** Empty if the client named none. */
    static String of(SSLSession session) {
        if (session instanceof ExtendedSSLSession extended) {
            for (SNIServerName name : namesOf(extended)) {
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
