package org.axletree.mqtt.wire;

import java.util.BitSet;

/** Which reason codes of MQTT 5 (section 2.4) may stand in which packet. */
final class ReasonCodes {
    /** From this one on a code tells of a failure. */
    static final int FAILURE = 0x80;

    static final int PACKET_ID_NOT_FOUND = 0x92;

    private static final int SHUTTING_DOWN = 0x8B;
    private static final int UNAVAILABLE = 0x88;
    private static final int ADMINISTRATIVE_ACTION = 0x98;
    private static final int NOT_AUTHORIZED = 0x87;

    /** Section 3.2.2.2. */
    private static final BitSet CONNACK = codes(
            0x00, 0x80, 0x81, 0x82, 0x83, 0x84, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8A, 0x8C, 0x90, 0x95, 0x97, 0x99, 0x9A,
            0x9B, 0x9C, 0x9D, 0x9F);
    /** Sections 3.4.2.1 and 3.5.2.1. */
    private static final BitSet PUBACK = codes(0x00, 0x10, 0x80, 0x83, 0x87, 0x90, 0x91, 0x97, 0x99);
    /** Sections 3.6.2.1 and 3.7.2.1. */
    private static final BitSet PUBREL = codes(0x00, 0x92);
    /** Section 3.9.3. */
    private static final BitSet SUBACK = codes(0x00, 0x01, 0x02, 0x80, 0x83, 0x87, 0x8F, 0x91, 0x97, 0x9E, 0xA1, 0xA2);
    /** Section 3.14.2.1, what a server may say. */
    private static final BitSet DISCONNECT_OF_SERVER = codes(
            0x00, 0x80, 0x81, 0x82, 0x83, 0x87, 0x89, 0x8B, 0x8D, 0x8E, 0x8F, 0x90, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98,
            0x99, 0x9A, 0x9B, 0x9C, 0x9D, 0x9E, 0x9F, 0xA0, 0xA1, 0xA2);
    /** Section 3.14.2.1, what a client may say. */
    private static final BitSet DISCONNECT_OF_CLIENT =
            codes(0x00, 0x04, 0x80, 0x81, 0x82, 0x83, 0x90, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99);

    private ReasonCodes() {}

    /** The nearest code that a CONNACK which refuses may have. */
    static int ofConnAck(int code) {
        return switch (code) {
            case SHUTTING_DOWN -> UNAVAILABLE;
            case ADMINISTRATIVE_ACTION -> NOT_AUTHORIZED;
            default -> nearest(code, CONNACK);
        };
    }

    /** The nearest code that the server's DISCONNECT may have. */
    static int ofDisconnect(int code) {
        return code == UNAVAILABLE ? ADMINISTRATIVE_ACTION : nearest(code, DISCONNECT_OF_SERVER);
    }

    /** The nearest code that a SUBACK which refuses may have. */
    static int ofSubAck(int code) {
        return nearest(code, SUBACK);
    }

    /** The nearest code that a PUBACK or PUBREC which refuses may have. */
    static int ofPubAck(int code) {
        return nearest(code, PUBACK);
    }

    private static int nearest(int code, BitSet codes) {
        return code >= FAILURE && codes.get(code) ? code : FAILURE;
    }

    /** @throws PacketException if a client's PUBACK, PUBREC, PUBREL or PUBCOMP may not have the code */
    static void requireOfAcknowledgement(int kind, int code) {
        require(code, kind == PacketKind.PUBACK || kind == PacketKind.PUBREC ? PUBACK : PUBREL);
    }

    /** @throws PacketException if a client's DISCONNECT may not have the code */
    static void requireOfDisconnect(int code) {
        require(code, DISCONNECT_OF_CLIENT);
    }

    private static void require(int code, BitSet codes) {
        if (!codes.get(code)) {
            throw PacketException.protocolError(
                    "reason code: 0x" + Integer.toHexString(code) + " (expected: one that the packet may have)");
        }
    }

    private static BitSet codes(int... codes) {
        BitSet set = new BitSet();
        for (int code : codes) {
            set.set(code);
        }
        return set;
    }
}
