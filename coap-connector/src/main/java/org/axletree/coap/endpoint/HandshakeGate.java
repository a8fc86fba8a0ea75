package org.axletree.coap.endpoint;

import java.net.DatagramPacket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.californium.scandium.DatagramFilter;
import org.eclipse.californium.scandium.dtls.Connection;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.eclipse.californium.scandium.dtls.Record;

/**
 * How many handshakes are under way, and that there are no more than may be: who begins another one is not answered, and begins again a
 * little later, as after any loss.
 */
final class HandshakeGate implements DatagramFilter {
    private static final int CONTENT_HANDSHAKE = 22;
    private static final int EPOCH_AT = 3;
    private static final int MESSAGE_TYPE_AT = 13;
    private static final int CLIENT_HELLO = 1;

    private final int most;
    private final Set<ConnectionId> underWay = ConcurrentHashMap.newKeySet();

    HandshakeGate(int most) {
        this.most = most;
    }

    void begins(ConnectionId connection) {
        underWay.add(connection);
    }

    /** However it ended. */
    void ends(ConnectionId connection) {
        underWay.remove(connection);
    }

    @Override
    public boolean onReceiving(DatagramPacket datagram) {
        return underWay.size() < most || !begins(datagram);
    }

    private static boolean begins(DatagramPacket datagram) {
        byte[] bytes = datagram.getData();
        int at = datagram.getOffset();
        return datagram.getLength() > MESSAGE_TYPE_AT
                && bytes[at] == CONTENT_HANDSHAKE
                && bytes[at + EPOCH_AT] == 0
                && bytes[at + EPOCH_AT + 1] == 0
                && bytes[at + MESSAGE_TYPE_AT] == CLIENT_HELLO;
    }

    @Override
    public boolean onReceiving(Record record, Connection connection) {
        return true;
    }

    @Override
    public boolean onMacError(Record record, Connection connection) {
        return false;
    }
}
