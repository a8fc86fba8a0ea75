package org.axletree.hub.gate;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.axletree.core.identity.DeviceIdentity;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.registry.device.KnownDevice;

/** What an {@link Authenticator} makes of a connection. */
sealed interface Authentication {
    /** The connection showed nothing of this kind; another authenticator may know more. */
    Authentication NOTHING_SHOWN = new NothingShown();

    record NothingShown() implements Authentication {}

    /**
     * It is this device.
     *
     * @param proof how it showed that it is
     * @param created whether the device was created for this connection (scaleway.md D10)
     * @param validUntil when what it showed ends, and with it the connection, in milliseconds since 1970; empty for never
     * @param method how it showed that, in the words of the device's dialect; empty where it has none
     * @param arrival what is written down of it once it is let in
     */
    record Identified(
            KnownDevice device, Proof proof, boolean created, OptionalLong validUntil, String method, Arrival arrival)
            implements Authentication {
        Identified(KnownDevice device, Proof proof) {
            this(device, proof, Arrival.UNNOTED);
        }

        Identified(KnownDevice device, Proof proof, Arrival arrival) {
            this(device, proof, false, OptionalLong.empty(), "", arrival);
        }

        Identified(KnownDevice device, Proof proof, boolean created, OptionalLong validUntil, String method) {
            this(device, proof, created, validUntil, method, Arrival.UNNOTED);
        }

        Identified(KnownDevice device, Proof proof, OptionalLong validUntil, String method) {
            this(device, proof, false, validUntil, method);
        }
    }

    /** What an authenticator writes down of a device once everything else has let it in, so that a refused connection leaves no trace. */
    @FunctionalInterface
    interface Arrival {
        Arrival UNNOTED = Optional::empty;

        /** Why it cannot be let in after all: another was quicker; empty if it is. */
        Optional<Failed> note();
    }

    /** How a connection showed whose it is. */
    enum Proof {
        /** Not at all: it named a device. */
        NAMED,
        /** By a password, or a token that somebody who reads it could use as well. */
        SECRET,
        /** By the key of a certificate. */
        CERTIFICATE
    }

    /** It is one of these, on equal grounds, and nothing tells which: nobody gets in, and each owner learns of it. */
    record Contested(List<DeviceIdentity> claimants) implements Authentication {
        public Contested {
            claimants = List.copyOf(claimants);
        }
    }

    /**
     * It showed something that is wrong. Nobody else is asked.
     *
     * @param hubId the hub that it was shown to, so that its owner finds the reason; empty if that is not known
     * @param deviceId the device that it named, if there is one; else empty
     * @param detail what else its owner should know, never a secret; may be empty
     * @param serverReference where else it should go; may be empty
     * @param told the reason that the client is told of
     */
    record Failed(Reason reason, String hubId, String deviceId, String detail, String serverReference, Reason told)
            implements Authentication {
        Failed(Reason reason, String hubId) {
            this(reason, hubId, "", "", "", reason);
        }

        Failed(Reason reason, String hubId, String detail, String serverReference) {
            this(reason, hubId, "", detail, serverReference, reason);
        }

        /** It named this device, and is told the reason. */
        Failed(Reason reason, KnownDevice device, String detail) {
            this(reason, device, detail, reason);
        }

        /** It named this device, and is told another reason. */
        Failed(Reason reason, KnownDevice device, String detail, Reason told) {
            this(reason, device.identity().hubId(), device.identity().deviceId(), detail, "", told);
        }
    }

    /** It named all of these by a name that they share, and is none of them. Nobody else is asked, and each owner learns of the own device. */
    record FailedAsAll(List<Failed> named) implements Authentication {
        public FailedAsAll {
            named = List.copyOf(named);
        }
    }
}
