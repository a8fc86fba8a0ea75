package org.axletree.mqtt.wire;

import java.util.Optional;

/**
 * What a client of MQTT 5 asks for in its CONNECT (section 3.1.2.11).
 *
 * @param sessionExpirySeconds how long the session is to be kept after the connection; {@link #FOREVER} for ever
 * @param receiveMaximum most messages of QoS 1 and 2 that it takes before it has acknowledged one
 * @param maximumPacketSize the largest packet that it takes, in bytes, as a whole
 * @param topicAliasMaximum the highest topic alias that it takes; 0 for none
 * @param responseInformation whether it wants to be told where answers to it may go
 * @param problemInformation whether it wants reasons and user properties other than in CONNACK, PUBLISH and DISCONNECT
 * @param authenticationMethod a method beyond user name and password
 * @param authenticationData what it begins with; empty unless there is a method
 */
public record ConnectProperties(
        long sessionExpirySeconds,
        int receiveMaximum,
        long maximumPacketSize,
        int topicAliasMaximum,
        boolean responseInformation,
        boolean problemInformation,
        Optional<String> authenticationMethod,
        Optional<byte[]> authenticationData) {
    public static final long FOREVER = 0xFFFF_FFFFL;
    private static final int HIGHEST_RECEIVE_MAXIMUM = 65_535;

    /** Nothing but the defaults. */
    public static final ConnectProperties NONE = new ConnectProperties(
            0, HIGHEST_RECEIVE_MAXIMUM, VariableInteger.MAX + 5L, 0, false, true, Optional.empty(), Optional.empty());

    static ConnectProperties read(Fields packet) {
        Properties list = Properties.read(packet, Property.Place.CONNECT);
        if (list.has(Property.AUTHENTICATION_DATA) && !list.has(Property.AUTHENTICATION_METHOD)) {
            // MQTT 5 section 3.1.2.11.10
            throw PacketException.protocolError("authentication data without a method (expected: both or none)");
        }
        return new ConnectProperties(
                list.number(Property.SESSION_EXPIRY, 0),
                (int) list.number(Property.RECEIVE_MAXIMUM, NONE.receiveMaximum, 1, HIGHEST_RECEIVE_MAXIMUM),
                list.number(Property.MAXIMUM_PACKET_SIZE, NONE.maximumPacketSize, 1, FOREVER),
                (int) list.number(Property.TOPIC_ALIAS_MAXIMUM, 0),
                list.number(Property.REQUEST_RESPONSE_INFORMATION, 0, 0, 1) == 1,
                list.number(Property.REQUEST_PROBLEM_INFORMATION, 1, 0, 1) == 1,
                list.text(Property.AUTHENTICATION_METHOD),
                list.binary(Property.AUTHENTICATION_DATA));
    }
}
