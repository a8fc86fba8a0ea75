package org.axletree.web.rest;

import org.axletree.hub.registry.network.Network;
import org.axletree.web.network.NetworkServlet;

/**
 * Where networks are reached, as absolute addresses: Scaleway's are bare host names, from which nobody could tell where to send
 * a message.
 *
 * @param host the server's first name
 * @param mqttsPort MQTT over TLS
 * @param wssPort MQTT over WebSocket over TLS
 * @param httpsPort the API with TLS
 */
record NetworkEndpoints(String host, int mqttsPort, int wssPort, int httpsPort) {

    String of(Network network) {
        return switch (network.type()) {
            case MQTT -> "mqtts://" + host + ":" + mqttsPort;
            case WEBSOCKET -> "wss://" + host + ":" + wssPort + "/mqtt";
            case REST, SIGFOX, LORAWAN -> "https://" + host + ":" + httpsPort + NetworkServlet.PATH + network.id();
        };
    }
}
