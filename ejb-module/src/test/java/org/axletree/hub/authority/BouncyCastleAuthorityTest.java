package org.axletree.hub.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BouncyCastleAuthorityTest {
    private static final String HUB = "0f2c7a4e-54a9-4a3f-9f38-0f6f4f1d2a11";
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final BouncyCastleAuthority AUTHORITY =
            new BouncyCastleAuthority(new SecretBox(new byte[32]), Clock.fixed(NOW, ZoneOffset.UTC));

    private static SealedAuthority hub;
    private static IssuedCertificate issued;

    @TempDir
    Path temporary;

    @BeforeAll
    static void issue() {
        hub = AUTHORITY.newHubAuthority(HUB, "My hub");
        issued = AUTHORITY.issue(HUB, hub, "pump-1");
    }

    @Test
    void hubAuthority_isAnAuthorityForLeavesOnly_for20Years() throws Exception {
        X509Certificate certificate = Pem.certificate(hub.certificatePem());

        assertThat(certificate.getBasicConstraints()).isZero();
        assertThat(certificate.getKeyUsage())
                .containsExactly(false, false, false, false, false, true, true, false, false);
        assertThat(certificate.getNotAfter()).isEqualTo(Date.from(Instant.parse("2046-02-24T12:00:00Z")));
        assertThat(certificate.getSubjectX500Principal().getName("RFC1779")).contains("CN=My hub", "O=Axletree", HUB);
        certificate.verify(certificate.getPublicKey());
    }

    @Test
    void hubAuthority_ofAVeryLongName_hasAShortOne() {
        SealedAuthority authority = AUTHORITY.newHubAuthority(HUB, "x".repeat(63) + "\uD83D\uDE00");

        assertThat(Pem.certificate(authority.certificatePem())
                        .getSubjectX500Principal()
                        .getName())
                .contains("CN=" + "x".repeat(63) + ",");
    }

    @Test
    void deviceCertificate_isAsCloudsSays() throws Exception {
        X509Certificate certificate = Pem.certificate(issued.certificatePem());

        assertThat(((RSAPublicKey) certificate.getPublicKey()).getModulus().bitLength())
                .isEqualTo(2048);
        assertThat(certificate.getSigAlgName()).isEqualTo("SHA256withRSA");
        assertThat(certificate.getNotBefore()).isEqualTo(Date.from(Instant.parse("2026-02-28T12:00:00Z")));
        assertThat(certificate.getNotAfter()).isEqualTo(Date.from(Instant.parse("2036-02-27T12:00:00Z")));
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(certificate.getCriticalExtensionOIDs()).containsExactlyInAnyOrder("2.5.29.15", "2.5.29.19");
        assertThat(certificate.getKeyUsage()).startsWith(true, false, true, false);
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(certificate.getExtensionValue("2.5.29.35")).isNotNull();
        assertThat(certificate.getSubjectX500Principal().getName()).contains("CN=pump-1");
        certificate.verify(Pem.certificate(hub.certificatePem()).getPublicKey());
    }

    @Test
    void deviceKey_isPkcs1_andShownByNoToString() {
        assertThat(issued.keyPem()).startsWith("-----BEGIN RSA PRIVATE KEY-----\n");
        assertThat(issued.toString() + hub).doesNotContain("BEGIN");
    }

    @Test
    void deviceCertificate_isAcceptedByOpenssl_howeverTheDeviceIsCalled() throws Exception {
        OpenSsl openssl = new OpenSsl(temporary);
        for (String name : new String[] {"pump-1", "#31", "a,b=\"c\"+\\ d;", "Wärmepumpe", "x".repeat(255)}) {
            IssuedCertificate certificate = AUTHORITY.issue(HUB, hub, name);
            Files.writeString(temporary.resolve("ca.pem"), hub.certificatePem());
            Files.writeString(temporary.resolve("crt.pem"), certificate.certificatePem());
            Files.writeString(temporary.resolve("key.pem"), certificate.keyPem());

            assertThat(openssl.run(
                            "verify",
                            "-attime",
                            "" + NOW.getEpochSecond(),
                            "-purpose",
                            "sslclient",
                            "-CAfile",
                            "ca.pem",
                            "crt.pem"))
                    .isEqualTo("crt.pem: OK\n");
            assertThat(openssl.run("x509", "-in", "crt.pem", "-noout", "-pubkey"))
                    .isEqualTo(openssl.run("pkey", "-in", "key.pem", "-pubout"));
            assertThat(openssl.run(
                            "x509", "-in", "crt.pem", "-noout", "-subject", "-nameopt", "utf8,sep_multiline,lname"))
                    .contains("commonName=" + name + "\n");
        }
    }

    @Test
    void revocationList_isAcceptedByOpenssl() throws Exception {
        OpenSsl openssl = new OpenSsl(temporary);
        IssuedCertificate gone = AUTHORITY.issue(HUB, hub, "gone");
        byte[] list = AUTHORITY.revocationList(
                HUB, hub, List.of(new RevokedCertificate(gone.certificate().serialNumber(), NOW.minusSeconds(60))));
        Files.write(temporary.resolve("list.der"), list);
        openssl.must("crl", "-inform", "DER", "-in", "list.der", "-out", "list.pem");
        Files.writeString(temporary.resolve("ca.pem"), hub.certificatePem());
        Files.writeString(temporary.resolve("good.pem"), issued.certificatePem());
        Files.writeString(temporary.resolve("gone.pem"), gone.certificatePem());
        String[] verify = {
            "verify",
            "-attime",
            "" + NOW.getEpochSecond(),
            "-crl_check",
            "-CRLfile",
            "list.pem",
            "-CAfile",
            "ca.pem",
            "good.pem",
            "gone.pem"
        };

        assertThat(openssl.run(verify))
                .contains("good.pem: OK\n", "gone.pem: verification failed", "certificate revoked");
    }

    @Test
    void issue_withTheAuthorityOfAnotherHub_isRefused() {
        assertThatThrownBy(() -> AUTHORITY.issue("another", hub, "pump-1"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("hub:another:ca");
    }

    @Test
    void requireOpens_withAnotherMasterKey_isRefused() {
        byte[] key = new byte[32];
        key[0] = 1;

        AUTHORITY.requireOpens(HUB, hub);
        assertThatThrownBy(() -> new BouncyCastleAuthority(new SecretBox(key)).requireOpens(HUB, hub))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another master key");
    }
}
