package org.axletree.core.door;

import java.util.Objects;
import org.axletree.core.outcome.Reason;

/** The hub's answer, during a TLS handshake, to the certificates that a client presents. */
public sealed interface Recognition {
    /** An authority of the hub vouches for the certificate; who is behind it is settled at CONNECT. */
    Recognition RECOGNISED = new Recognised();

    /** The handshake may go on. */
    record Recognised() implements Recognition {}

    /**
     * The handshake must fail.
     *
     * @param hubId UUID of the hub whose authority signed the certificate; empty where none did
     */
    record Unrecognised(Reason reason, String hubId) implements Recognition {
        public Unrecognised {
            Objects.requireNonNull(reason, "reason");
            Objects.requireNonNull(hubId, "hubId");
        }

        public Unrecognised(Reason reason) {
            this(reason, "");
        }
    }
}
