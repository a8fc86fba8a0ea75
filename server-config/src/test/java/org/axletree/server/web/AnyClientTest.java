package org.axletree.server.web;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;

class AnyClientTest {
    /** Made by OpenSSL: RSA of 2048 bits with a public exponent of 41. */
    private static final String LONG_EXPONENT =
            """
            -----BEGIN CERTIFICATE-----
            MIIC/jCCAeagAwIBAgIUOdQ8lzMnoQlEQP0pBPYHRscqMk4wDQYJKoZIhvcNAQEL
            BQAwDDEKMAgGA1UEAwwBeDAgFw0yNjExMjkxNDI1MDNaGA8yMTI2MTEwNTE0MjUw
            M1owDDEKMAgGA1UEAwwBeDCCASUwDQYJKoZIhvcNAQEBBQADggESADCCAQ0CggEB
            APaRUmqZXlzWB6IX9UCTBZp/DXSR/fOSAGQVo1dgFTIqCh2+FNDY51IZmmMZgG/P
            2Y+UhTf79tbdmTnyKKGY3FcwyyV55Cz5TxGbtFW79eR3PdalrryFohed/shqyeJq
            EUk6ZR5xW9aESg6zivCC8D0Aczf6MXDAGWgg5J8R3KJeaiiIFdpdt0FjNDRcU3qU
            uNDFj3FG+tCgrJVSwrWUseAB8UpB1jeuK+2pgA61c3v0zSKmAwBdY14/hX2UPwJR
            GlttPvUbsnX9hw+QrFrsL9aGsOaoqg2zoWlR4ykdYCr0EcbwiiO+k9mUIF2s1/UW
            BqM8Wy+1TVqt1CCZkx1iIU0CBgEAAAAAAaNTMFEwHQYDVR0OBBYEFCBSAMFy7MB1
            MjjnLSeOvoHgmxZ5MB8GA1UdIwQYMBaAFCBSAMFy7MB1MjjnLSeOvoHgmxZ5MA8G
            A1UdEwEB/wQFMAMBAf8wDQYJKoZIhvcNAQELBQADggEBANP0ngy/ISqzd0D30vZZ
            j/HQIdWGr21gsSz1Jv5C/xNM/SSTR5T6U8gqaDdxowO4Sabv9uFehAiH59bYycCX
            FM93T6YU9k5tqlEX8+aAmt5OJG9DU36MVlcppCGAKKiDxcswId+lBIb6zKFO/ZGG
            VIzm1yiPRePdDZ3em6F4+owPpHefrpssWCqKGla0zV/1fqoDz0koDSBeh/lfK7cK
            gargjAYp+91KzyiixqUvTz0/JOpplIWvO9zyMBojGcfbuKQ85Xv8F/jCKwTyAQ6v
            OTxrgUjA52sx/gWf0riirKfWlyfSItnwPQCvqq6KimR2qriITldPoue0vGDeS81+
            lr0=
            -----END CERTIFICATE-----
            """;

    @Test
    void keyThatIsDearToCheck_isRefused_beforeItsSignatureIs() throws Exception {
        X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(LONG_EXPONENT.getBytes(StandardCharsets.US_ASCII)));
        assertThatThrownBy(() -> new AnyClient().checkClientTrusted(new X509Certificate[] {certificate}, "RSA"))
                .isInstanceOf(CertificateException.class);
    }
}
