package org.axletree.coap.endpoint;

import java.security.Principal;
import org.eclipse.californium.elements.util.Filter;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.Handshaker;
import org.eclipse.californium.scandium.dtls.SessionAdapter;

/** DTLS of devices: says which handshakes ended well, and ends what a device may no longer use. */
final class DeviceDtls extends DTLSConnector {
    private final DeviceKeys keys;

    DeviceDtls(DtlsConnectorConfig configuration, DeviceKeys keys) {
        super(configuration);
        this.keys = keys;
    }

    @Override
    protected void onInitializeHandshaker(Handshaker handshaker) {
        keys.begins(handshaker.getConnection().getConnectionId(), handshaker.getPeerAddress());
        handshaker.addSessionListener(new SessionAdapter() {
            @Override
            public void handshakeCompleted(Handshaker completed) {
                keys.proved(completed.getConnection().getConnectionId());
                keys.ends(completed.getConnection().getConnectionId());
            }

            @Override
            public void handshakeFailed(Handshaker failed, Throwable error) {
                keys.ends(failed.getConnection().getConnectionId());
            }
        });
    }

    /** Forgets what was agreed with a device: it has to prove itself anew. */
    void forget(Principal device) {
        Filter<Principal> same = device::equals;
        startTerminateConnectionsForPrincipal(same);
    }
}
