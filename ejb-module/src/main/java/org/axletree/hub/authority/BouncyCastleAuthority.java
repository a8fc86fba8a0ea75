package org.axletree.hub.authority;

import jakarta.enterprise.context.ApplicationScoped;

/** Makes certificate authorities for hubs, and certificates for their devices (clouds.md D1, "Issued device certificate"). */
@ApplicationScoped
public class BouncyCastleAuthority {

    /** A new authority for a hub. Its subject contains the hub's id, so that no two hubs' authorities share a name. */
    public SealedAuthority newHubAuthority(String hubId, String hubName) {
        throw new UnsupportedOperationException();
    }

    /** A certificate for a device, with a new key. */
    public IssuedCertificate issue(String hubId, SealedAuthority authority, String deviceName) {
        throw new UnsupportedOperationException();
    }
}
