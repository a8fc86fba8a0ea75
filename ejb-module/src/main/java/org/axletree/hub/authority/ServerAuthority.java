package org.axletree.hub.authority;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.axletree.core.door.ServerIdentity;
import org.axletree.core.home.StateDirectory;
import org.axletree.hub.settings.HubSettings;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/**
 * The authority behind the server's own certificate, and that certificate (scaleway.md C5). It vouches for no device, as the
 * hubs' authorities vouch for no server.
 *
 * <p>The certificate is made anew when a third of its time is left, when the names it is for have changed, and when its file
 * is gone: deleting {@code tls/server.p12} is how an operator asks for a new key.
 */
@ApplicationScoped
public class ServerAuthority {
    private static final Duration AUTHORITY_VALIDITY = Duration.ofDays(20 * 365);
    private static final String KEY_CONTEXT = "server:ca";

    private ServerFiles files;
    private List<String> hostNames;
    private Duration validity;
    private Clock clock;

    private X509Certificate authority;
    private PrivateKey authorityKey;
    private ServerIdentity identity;

    /** For the container's proxy. */
    protected ServerAuthority() {}

    @Inject
    public ServerAuthority(HubSettings settings, SecretBox secretBox) {
        this(
                StateDirectory.at(settings.home()),
                secretBox,
                HostNames.withThoseOfHubs(settings.certificateNames()),
                Duration.ofDays(settings.serverCertificateDays()),
                Clock.systemUTC());
    }

    ServerAuthority(StateDirectory home, SecretBox secretBox, List<String> hostNames, Duration validity, Clock clock) {
        this.files = new ServerFiles(home, secretBox, KEY_CONTEXT);
        this.hostNames = List.copyOf(hostNames);
        this.validity = validity;
        this.clock = clock;
    }

    /** The certificate of the authority, as PEM: what clients are given to know the server by. */
    public synchronized String certificateAuthorityPem() {
        return Pem.of(authority());
    }

    /** The certificate to show, and its key. */
    public synchronized ServerIdentity serverIdentity() {
        if (identity == null) {
            identity = files.identity().filter(this::isGood).orElseGet(this::issue);
        }
        return identity;
    }

    /**
     * A certificate for other names, under the same key and until the same time. Kept nowhere: there may be one for each hub.
     *
     * @param of the certificate that is shown otherwise
     */
    public synchronized ServerIdentity identityFor(List<String> names, ServerIdentity of) {
        X509Certificate shown = of.chain().get(0);
        Duration left = Duration.between(clock.instant(), shown.getNotAfter().toInstant());
        return new ServerIdentity(List.of(certificate(names, shown.getPublicKey(), left)), of.key());
    }

    /** Whether the certificate that is shown is one for this name, in lower case. */
    public boolean covers(String serverName) {
        return HostNames.cover(HostNames.of(hostNames), serverName);
    }

    /** Makes a new certificate if it is time. Answers it if so. */
    public synchronized Optional<ServerIdentity> renewIfDue() {
        if (files.hasIdentity() && isGood(serverIdentity())) {
            return Optional.empty();
        }
        identity = issue();
        return Optional.of(identity);
    }

    /** When the certificate that is shown ends. */
    public synchronized Instant validUntil() {
        return serverIdentity().chain().get(0).getNotAfter().toInstant();
    }

    private boolean isGood(ServerIdentity candidate) {
        X509Certificate certificate = candidate.chain().get(0);
        return clock.instant().isBefore(certificate.getNotAfter().toInstant().minus(validity.dividedBy(3)))
                && HostNames.of(certificate).equals(HostNames.of(hostNames))
                && certificate.getIssuerX500Principal().equals(authority().getSubjectX500Principal());
    }

    private ServerIdentity issue() {
        KeyPair key = CertificateDraft.newKey(CertificateDraft.P_256);
        ServerIdentity issued =
                new ServerIdentity(List.of(certificate(hostNames, key.getPublic(), validity)), key.getPrivate());
        files.write(issued);
        return issued;
    }

    private X509Certificate certificate(List<String> names, PublicKey key, Duration valid) {
        X509Certificate issuer = authority();
        return CertificateDraft.of(
                        CertificateDraft.name(HostNames.commonName(names), BCStyle.O, "Axletree"),
                        key,
                        issuer.getSubjectX500Principal(),
                        clock,
                        valid)
                .with(Extension.basicConstraints, true, new BasicConstraints(false))
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .with(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                .with(Extension.subjectAlternativeName, false, HostNames.asExtension(names))
                .with(
                        Extension.authorityKeyIdentifier,
                        false,
                        CertificateDraft.extensions().createAuthorityKeyIdentifier(issuer.getPublicKey()))
                .signedBy(authorityKey);
    }

    private X509Certificate authority() {
        if (authority == null) {
            ServerFiles.Authority stored = files.authority(this::newAuthority);
            authority = stored.certificate();
            authorityKey = stored.key();
        }
        return authority;
    }

    /** Named after its own key, so that the authorities of two installations are told apart in one trust store. */
    private ServerFiles.Authority newAuthority() {
        KeyPair key = CertificateDraft.newKey(CertificateDraft.P_384);
        byte[] keyId = CertificateDraft.extensions()
                .createSubjectKeyIdentifier(key.getPublic())
                .getKeyIdentifier();
        X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE);
        name.addRDN(BCStyle.O, new DERUTF8String("Axletree"));
        name.addRDN(
                BCStyle.CN,
                new DERUTF8String("Axletree server CA " + HexFormat.of().formatHex(keyId, 0, 4)));
        X500Principal subject = CertificateDraft.encoded(name);
        X509Certificate certificate = CertificateDraft.of(subject, key.getPublic(), subject, clock, AUTHORITY_VALIDITY)
                .with(Extension.basicConstraints, true, new BasicConstraints(0))
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                .with(
                        Extension.subjectKeyIdentifier,
                        false,
                        CertificateDraft.extensions().createSubjectKeyIdentifier(key.getPublic()))
                .signedBy(key.getPrivate());
        return new ServerFiles.Authority(certificate, key.getPrivate());
    }
}
