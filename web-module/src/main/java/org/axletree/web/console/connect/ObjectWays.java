package org.axletree.web.console.connect;

/** Of devices with objects ({@code docs/reference/lwm2m.md}): what every LwM2M client wants to know, whatever it calls it. */
final class ObjectWays {
    private ObjectWays() {}

    /** @param open whether it comes without DTLS */
    static Way of(String nodeId, Server server, boolean open) {
        String address = address(server, open);
        String key = open ? "" : "Identity (PSK)   " + nodeId + "\nKey (hex, PSK)   " + HuaweiWays.SECRET + "\n";
        return new Way(ConnectBox.OBJECTS, "Server           " + address + "\nEndpoint name    " + nodeId + "\n" + key);
    }

    static String address(Server server, boolean open) {
        return (open ? "coap://" : "coaps://") + server.host() + ":" + server.port();
    }
}
