package org.axletree.core.door;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.axletree.core.identity.ConnectRequest;

/** What a front door asks of the hub before a connection becomes a session. Blocks on the database: for workers only. */
public interface ConnectInflow {
    /**
     * Does an authority of the hub vouch for these certificates? Asked during the TLS handshake.
     *
     * @param certificates as the client sent them, leaf first
     * @param serverName the name that the client asked for (RFC 6066 section 3); empty if it named none
     */
    Recognition recognise(List<X509Certificate> certificates, String serverName);

    /**
     * Is there a device that proves itself by this key, without a certificate around it? Asked during the DTLS handshake. Blocks on
     * the database.
     */
    Recognition recogniseKey(PublicKey rawKey);

    /**
     * The key that proves an identity in a handshake with pre-shared keys; empty if nobody has that identity. Blocks on the
     * database.
     */
    Optional<PresharedKey> presharedKey(String identity);

    /**
     * The firmware that a device fetches by a key which it was given; empty if there is none, or the device has it. Blocks on the
     * database.
     */
    Optional<FirmwarePackage> firmware(String key);

    /** The objects that the owner of a hub has described. Blocks on the database. */
    ObjectModels objectModels(String hubId);

    /**
     * The certificate to show to a client. Asked during the TLS handshake.
     *
     * @param serverName the name that the client asks for (RFC 6066 section 3); empty if it names none
     * @return empty for the one that the door was opened with
     */
    Optional<ServerIdentity> identityFor(String serverName);

    /**
     * May this connection become a session (scaleway.md B5 to B8, C1 to C4)? Blocks on the database.
     *
     * @param terms what the door will ask of it besides; the door itself refuses whom they refuse
     */
    Admission admit(ConnectRequest request, DoorTerms terms);

    /**
     * The same of several connections at once, of a door that asks nothing besides: the registry is asked about all of them together.
     * Blocks on the database.
     *
     * @return an answer for each, in their order
     */
    List<Admission> admitAll(List<ConnectRequest> requests);

    /**
     * The salt of a user name for an exchange of SCRAM-SHA-256. Whether somebody has that name is not looked up.
     */
    byte[] saltOf(String userName);

    /**
     * Has the peer of a connection that is a session proved itself once more? Counts like a login where it has not. Blocks on the
     * database.
     *
     * @param request with an exchange
     * @return whom it has proved itself to be, who may be another than before; or why it has not
     */
    Admission proveAgain(ConnectRequest request);

    /**
     * What a device may do now, asked for what it left to be said when it went: its will. Blocks on the database.
     *
     * @return empty if it may do nothing in that hub: it is gone, disabled or another hub's, or its hub is gone or disabled
     */
    Optional<Admission.Admitted> rightsOf(String hubId, String deviceId);

    /**
     * Which of these hubs there are. Asked for what a front door has kept since it was open before. Blocks on the database.
     */
    Set<String> existing(Set<String> hubIds);
}
