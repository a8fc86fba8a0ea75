package org.axletree.coap.endpoint;

import java.security.Principal;
import org.eclipse.californium.elements.util.Filter;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.eclipse.californium.scandium.dtls.Handshaker;
import org.eclipse.californium.scandium.dtls.SessionAdapter;

/** DTLS of devices: says which handshakes ended well, and ends what a device may no longer use. */
final class DeviceDtls extends DTLSConnector {
    private final DeviceKeys keys;
    private final HandshakeGate handshakes;

    DeviceDtls(DtlsConnectorConfig configuration, DeviceKeys keys, HandshakeGate handshakes) {
        super(configuration);
        this.keys = keys;
        this.handshakes = handshakes;
    }

    @Override
    protected void onInitializeHandshaker(Handshaker handshaker) {
        ConnectionId begun = handshaker.getConnection().getConnectionId();
        keys.begins(begun, handshaker.getPeerAddress());
        handshakes.begins(begun);
        handshaker.addSessionListener(new SessionAdapter() {
            @Override
            public void handshakeCompleted(Handshaker completed) {
                keys.proved(begun);
                ended();
            }

            @Override
            public void handshakeFailed(Handshaker failed, Throwable error) {
                ended();
            }

            private void ended() {
                keys.ends(begun);
                handshakes.ends(begun);
            }
        });
    }

    /** Forgets what was agreed with a device: it has to prove itself anew. */
    void forget(Principal device) {
        Filter<Principal> same = device::equals;
        startTerminateConnectionsForPrincipal(same);
    }
}
