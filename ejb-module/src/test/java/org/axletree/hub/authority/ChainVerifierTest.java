package org.axletree.hub.authority;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.axletree.core.outcome.Reason;
import org.axletree.hub.authority.ChainVerifier.Rejected;
import org.axletree.hub.authority.ChainVerifier.Verdict;
import org.axletree.hub.authority.ChainVerifier.Vouched;
import org.axletree.hub.registry.DirectoryInMemory;
import org.axletree.hub.registry.HubAuthority;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChainVerifierTest {
    private static final String HUB = "0f2c7a4e-54a9-4a3f-9f38-0f6f4f1d2a11";
    private static final String OTHER_HUB = "1a2b3c4d-54a9-4a3f-9f38-0f6f4f1d2a22";
    private static final Instant NOW = Instant.now();

    private static final BouncyCastleAuthority AUTHORITY = at(NOW);
    private static final DirectoryInMemory DIRECTORY = new DirectoryInMemory();

    private static SealedAuthority hub;
    private static SealedAuthority otherHub;

    @TempDir
    Path temporary;

    @BeforeAll
    static void makeAuthorities() {
        hub = AUTHORITY.newHubAuthority(HUB, "same name");
        otherHub = AUTHORITY.newHubAuthority(OTHER_HUB, "same name");
        register(HUB, hub.certificatePem());
        register(OTHER_HUB, otherHub.certificatePem());
    }

    @Test
    void leafOfAHub_isVouchedForByThatHub() {
        assertThat(verify(issued(hub, HUB, "pump"))).isEqualTo(new Vouched(HUB, "pump"));
        assertThat(verify(issued(otherHub, OTHER_HUB, "pump"))).isEqualTo(new Vouched(OTHER_HUB, "pump"));
    }

    @Test
    void chainThatContainsTheHubsAuthority_isVouchedFor() {
        assertThat(verify(issued(hub, HUB, "pump"), Pem.certificate(hub.certificatePem())))
                .isEqualTo(new Vouched(HUB, "pump"));
    }

    @Test
    void nameThatIsOddOrLong_isReadAsItIs() {
        for (String name : List.of("#31", "a, CN=b", "\\", "Wärmepumpe", "x".repeat(255))) {
            assertThat(verify(issued(hub, HUB, name))).isEqualTo(new Vouched(HUB, name));
        }
    }

    @Test
    void leafOfAnUnknownAuthority_isRejected_alsoIfItBringsTheAuthorityAlong() {
        SealedAuthority stranger = AUTHORITY.newHubAuthority("2b3c4d5e-54a9-4a3f-9f38-0f6f4f1d2a33", "stranger");
        X509Certificate leaf = issued(stranger, "2b3c4d5e-54a9-4a3f-9f38-0f6f4f1d2a33", "pump");

        assertThat(verify(leaf)).isEqualTo(new Rejected(Reason.INVALID_CERTIFICATE));
        assertThat(verify(leaf, Pem.certificate(stranger.certificatePem())))
                .isEqualTo(new Rejected(Reason.INVALID_CERTIFICATE));
    }

    @Test
    void leafOfAForgedAuthorityOfTheSameName_isRejected() {
        SealedAuthority forged = AUTHORITY.newHubAuthority(HUB, "same name");

        assertThat(verify(issued(forged, HUB, "pump"))).isEqualTo(new Rejected(Reason.INVALID_CERTIFICATE));
    }

    @Test
    void leafAfterItsTime_isExpired() {
        X509Certificate leaf = issued(hub, HUB, "pump");

        Clock later = Clock.fixed(NOW.plus(Duration.ofDays(3651)), ZoneOffset.UTC);

        assertThat(new ChainVerifier(DIRECTORY, later).verify(List.of(leaf)))
                .isEqualTo(new Rejected(Reason.CERTIFICATE_EXPIRED, HUB));
    }

    @Test
    void leafBeforeItsTime_isExpired() {
        X509Certificate leaf = issued(hub, HUB, "pump");

        Clock earlier = Clock.fixed(NOW.minus(Duration.ofHours(25)), ZoneOffset.UTC);

        assertThat(new ChainVerifier(DIRECTORY, earlier).verify(List.of(leaf)))
                .isEqualTo(new Rejected(Reason.CERTIFICATE_EXPIRED, HUB));
    }

    @Test
    void authorityItself_isNoDevice() {
        assertThat(verify(Pem.certificate(hub.certificatePem()))).isEqualTo(new Rejected(Reason.INVALID_CERTIFICATE));
    }

    @Test
    void nothing_isRejected() {
        assertThat(verify()).isEqualTo(new Rejected(Reason.INVALID_CERTIFICATE));
    }

    /** Version 1, no extension at all: what the openssl lines of many tutorials make (clouds.md 0.3). */
    @Test
    void leafOfVersion1MadeByOpenssl_isVouchedFor() throws Exception {
        String hubId = opensslAuthority();

        assertThat(verify(opensslLeaf("/CN=pump", ""))).isEqualTo(new Vouched(hubId, "pump"));
    }

    @Test
    void leafWithoutCommonName_isRejectedForThat() throws Exception {
        String hubId = opensslAuthority();

        assertThat(verify(opensslLeaf("/O=nobody", "")))
                .isEqualTo(new Rejected(Reason.CERTIFICATE_WITHOUT_NAME, hubId));
    }

    @Test
    void leafWithTwoCommonNames_isRejected() throws Exception {
        String hubId = opensslAuthority();

        assertThat(verify(opensslLeaf("/CN=pump/CN=valve", "")))
                .isEqualTo(new Rejected(Reason.INVALID_CERTIFICATE, hubId));
        assertThat(verify(opensslLeaf("/CN=pump+CN=valve", "")))
                .isEqualTo(new Rejected(Reason.INVALID_CERTIFICATE, hubId));
    }

    @Test
    void leafForServersOnly_isRejected() throws Exception {
        opensslAuthority();

        assertThat(verify(opensslLeaf("/CN=pump", "extendedKeyUsage=serverAuth")))
                .isEqualTo(new Rejected(Reason.INVALID_CERTIFICATE));
    }

    @Test
    void leafThatMayNotSign_isRejected() throws Exception {
        opensslAuthority();

        assertThat(verify(opensslLeaf("/CN=pump", "keyUsage=keyEncipherment")))
                .isEqualTo(new Rejected(Reason.INVALID_CERTIFICATE));
    }

    private String opensslAuthority() throws Exception {
        String hubId = "hub of " + temporary.getFileName();
        new OpenSsl(temporary)
                .must(
                        "req",
                        "-x509",
                        "-newkey",
                        "ec",
                        "-pkeyopt",
                        "ec_paramgen_curve:P-256",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=" + temporary.getFileName(),
                        "-keyout",
                        "ca.key",
                        "-out",
                        "ca.pem");
        register(hubId, Files.readString(temporary.resolve("ca.pem")));
        return hubId;
    }

    private X509Certificate opensslLeaf(String subject, String extension) throws Exception {
        OpenSsl openssl = new OpenSsl(temporary);
        openssl.must(
                "req",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-subj",
                subject,
                "-multivalue-rdn",
                "-keyout",
                "leaf.key",
                "-out",
                "leaf.csr");
        Files.writeString(temporary.resolve("extensions"), extension + "\n");
        String[] sign = {
            "x509",
            "-req",
            "-in",
            "leaf.csr",
            "-CA",
            "ca.pem",
            "-CAkey",
            "ca.key",
            "-CAcreateserial",
            "-days",
            "1",
            "-out",
            "leaf.pem"
        };
        if (extension.isEmpty()) {
            openssl.must(sign);
        } else {
            String[] extended = java.util.Arrays.copyOf(sign, sign.length + 2);
            extended[sign.length] = "-extfile";
            extended[sign.length + 1] = "extensions";
            openssl.must(extended);
        }
        return Pem.certificate(Files.readString(temporary.resolve("leaf.pem")));
    }

    private static X509Certificate issued(SealedAuthority authority, String hubId, String deviceName) {
        return Pem.certificate(AUTHORITY.issue(hubId, authority, deviceName).certificatePem());
    }

    private static Verdict verify(X509Certificate... chain) {
        return new ChainVerifier(DIRECTORY, Clock.systemUTC()).verify(List.of(chain));
    }

    private static void register(String hubId, String pem) {
        DIRECTORY.put(new HubAuthority(hubId, pem), Pem.certificate(pem).getSubjectX500Principal());
    }

    private static BouncyCastleAuthority at(Instant now) {
        return new BouncyCastleAuthority(new SecretBox(new byte[32]), Clock.fixed(now, ZoneOffset.UTC));
    }
}
