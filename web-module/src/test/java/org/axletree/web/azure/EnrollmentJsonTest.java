package org.axletree.web.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import org.axletree.hub.registry.credential.DeviceCredential;
import org.axletree.hub.registry.enrollment.Attestation;
import org.junit.jupiter.api.Test;

/** Programs read an enrolment, change a word of it and send it back; its certificates are then named, and not there. */
class EnrollmentJsonTest {
    private static final String ONE =
            """
            -----BEGIN CERTIFICATE-----
            MIIBcTCCARegAwIBAgIUAr/XD/OE/vgzuLFiJNf8Xxck74UwCgYIKoZIzj0EAwIw
            DjEMMAoGA1UEAwwDb25lMB4XDTI2MTEzMDAwMTgxMVoXDTM2MTEyNzAwMTgxMVow
            DjEMMAoGA1UEAwwDb25lMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE6Q6eYGoQ
            27FdZ2t97xS0Vk/At8IFp5wESwnvPoZF45mvDa4Z70Of69KajqB5pm2P0FnOC/R8
            /sNm+jDCqLGP4aNTMFEwHQYDVR0OBBYEFCwIT9SWZDi+dY31Xtzu8zIR5IhwMB8G
            A1UdIwQYMBaAFCwIT9SWZDi+dY31Xtzu8zIR5IhwMA8GA1UdEwEB/wQFMAMBAf8w
            CgYIKoZIzj0EAwIDSAAwRQIgVlAr02aHhEm1LOiR0MXoISLuQW1UYyogmJkUI5ZU
            Rs0CIQDekPxoU3HeejUha05sW+CYcO8pLfMJohLdXhIl8KZWog==
            -----END CERTIFICATE-----
            """;
    private static final String TWO =
            """
            -----BEGIN CERTIFICATE-----
            MIIBcTCCARegAwIBAgIUZIqtp4vmUMMKsFesXHGPcCD4inMwCgYIKoZIzj0EAwIw
            DjEMMAoGA1UEAwwDdHdvMB4XDTI2MTEzMDAwMTgxMVoXDTM2MTEyNzAwMTgxMVow
            DjEMMAoGA1UEAwwDdHdvMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEwGFLqUv4
            iZCAmEEHEzOtrJQtgegREuptpbi8NJ6GbG8k/4LXEZykmtmnnKncDB/GncGOejP3
            0CWM5yB5LMfaT6NTMFEwHQYDVR0OBBYEFJtwVVR+Z1e9JokKo+dlgEta/f+FMB8G
            A1UdIwQYMBaAFJtwVVR+Z1e9JokKo+dlgEta/f+FMA8GA1UdEwEB/wQFMAMBAf8w
            CgYIKoZIzj0EAwIDSAAwRQIgYUAxbFsJMvXbkpJhefYlF07xjrj6rHVxCFdtPIOl
            smACIQCpNozXDpgsxRFVk74efydC76PkzPqoqoZ9inmWWt07pw==
            -----END CERTIFICATE-----
            """;

    @Test
    void certificate_thatIsNamedAsItWasRead_stays() {
        Attestation sent = draft(info(ONE), info(TWO), List.of(ONE, TWO));

        assertThat(sent.primaryPem()).contains(ONE);
        assertThat(sent.secondaryPem()).contains(TWO);
        assertThat(sent.credential().provesSameAs(thumbprints(ONE, TWO))).isTrue();
    }

    @Test
    void certificates_thatChangePlaces_areThoseThatWereNamed() {
        Attestation sent = draft(info(TWO), info(ONE), List.of(ONE, TWO));

        assertThat(sent.credential().provesSameAs(thumbprints(TWO, ONE))).isTrue();
    }

    @Test
    void certificate_thatIsSent_takesThePlaceOfTheOneThatIsNamedWithIt() {
        JsonObjectBuilder exchanged = info(ONE).add("certificate", TWO);
        Attestation sent = draft(exchanged, Json.createObjectBuilder(), List.of(ONE));

        assertThat(sent.primaryPem()).contains(TWO);
        assertThat(sent.secondaryPem()).isEmpty();
    }

    @Test
    void certificate_thatIsNamedAndNotThere_isRefused() {
        assertThatThrownBy(() -> draft(info(TWO), Json.createObjectBuilder(), List.of(ONE)))
                .isInstanceOf(AzureException.class)
                .hasMessageContaining("primary.certificate: is missing");
    }

    private static Attestation draft(JsonObjectBuilder primary, JsonObjectBuilder secondary, List<String> present) {
        JsonObject json = Json.createObjectBuilder()
                .add(
                        "attestation",
                        Json.createObjectBuilder()
                                .add("type", "x509")
                                .add(
                                        "x509",
                                        Json.createObjectBuilder()
                                                .add(
                                                        "clientCertificates",
                                                        Json.createObjectBuilder()
                                                                .add("primary", primary)
                                                                .add("secondary", secondary))))
                .build();
        return EnrollmentJson.draft(false, "pump", json, () -> present)
                .attestation()
                .orElseThrow();
    }

    private static JsonObjectBuilder info(String pem) {
        return Json.createObjectBuilder().add("info", EnrolledCertificate.info(pem));
    }

    private static DeviceCredential thumbprints(String primary, String secondary) {
        return DeviceCredential.thumbprints(
                EnrolledCertificate.thumbprint(primary), EnrolledCertificate.thumbprint(secondary));
    }
}
