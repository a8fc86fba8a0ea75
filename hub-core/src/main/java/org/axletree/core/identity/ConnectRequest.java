package org.axletree.core.identity;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.axletree.core.scram.ScramExchange;

/**
 * What a connection showed of itself when it asked to be let in.
 *
 * @param connectionId unique among all connections of this process; negative where there is no connection ({@link #rehearsed()})
 * @param security how the connection is secured
 * @param certificates what the client presented in the TLS handshake, leaf first; empty unless {@code MUTUAL_TLS}
 * @param clientId the client identifier as sent; may be empty
 * @param userName the user name; empty where none was sent. What the handshake proved with {@code PRESHARED_KEY}, the identity, and
 *     with {@code RAW_PUBLIC_KEY}, the key's fingerprint ({@link RawPublicKey#fingerprint})
 * @param password the password; empty where none was sent. Not in {@link #toString()}
 * @param protocol name and level for people, as in {@code MQTT 3.1.1}
 * @param remoteAddress {@code host:port} of the peer
 * @param keepAliveSeconds the longest silence that the client promises; 0 where it promises nothing
 * @param serverName the host name that the client asked for in the TLS handshake (RFC 6066 section 3), or in {@code Host} where it came to
 *     the web's port; empty where it asked for none. It proves nothing
 * @param exchange in the place of a password: an exchange whose final message has come. Its user name is {@code userName}
 */
public record ConnectRequest(
        long connectionId,
        ConnectionSecurity security,
        List<X509Certificate> certificates,
        String clientId,
        String userName,
        byte[] password,
        String protocol,
        String remoteAddress,
        int keepAliveSeconds,
        String serverName,
        Optional<ScramExchange> exchange) {
    /** In the place of a connection's number, where there is none. */
    public static final long REHEARSED = -1;

    public ConnectRequest {
        Objects.requireNonNull(security, "security");
        certificates = List.copyOf(certificates);
        Objects.requireNonNull(clientId, "clientId");
        Objects.requireNonNull(userName, "userName");
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(remoteAddress, "remoteAddress");
        Objects.requireNonNull(serverName, "serverName");
        Objects.requireNonNull(exchange, "exchange");
        if (certificates.isEmpty() == (security == ConnectionSecurity.MUTUAL_TLS)) {
            throw new IllegalArgumentException("certificates: " + certificates.size() + " with " + security
                    + " (expected: at least one with MUTUAL_TLS, none otherwise)");
        }
    }

    /** A connection that shows a password, or none. */
    public ConnectRequest(
            long connectionId,
            ConnectionSecurity security,
            List<X509Certificate> certificates,
            String clientId,
            String userName,
            byte[] password,
            String protocol,
            String remoteAddress,
            int keepAliveSeconds,
            String serverName) {
        this(
                connectionId,
                security,
                certificates,
                clientId,
                userName,
                password,
                protocol,
                remoteAddress,
                keepAliveSeconds,
                serverName,
                Optional.empty());
    }

    /** A connection that knows no keep-alive, and asked for no host name. */
    public ConnectRequest(
            long connectionId,
            ConnectionSecurity security,
            List<X509Certificate> certificates,
            String clientId,
            String userName,
            byte[] password,
            String protocol,
            String remoteAddress) {
        this(connectionId, security, certificates, clientId, userName, password, protocol, remoteAddress, 0, "");
    }

    /** The same connection, which proves by an exchange that it knows a password, and shows none. */
    public ConnectRequest provedBy(ScramExchange ofUser) {
        return new ConnectRequest(
                connectionId,
                security,
                certificates,
                clientId,
                ofUser.userName(),
                new byte[0],
                protocol,
                remoteAddress,
                keepAliveSeconds,
                serverName,
                Optional.of(ofUser));
    }

    /** Whether somebody only asks what would become of it: answering must count, write down and create nothing. */
    public boolean rehearsed() {
        return connectionId < 0;
    }

    @Override
    public String toString() {
        return "ConnectRequest[" + connectionId + ", " + security + ", clientId=" + clientId + ", " + protocol + ", "
                + remoteAddress + "]";
    }
}
