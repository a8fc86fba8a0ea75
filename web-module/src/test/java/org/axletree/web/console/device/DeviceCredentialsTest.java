package org.axletree.web.console.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.axletree.hub.authority.DeviceCertificate;
import org.axletree.hub.authority.IssuedCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceCredentialsTest {
    /** What stands before the key of RSA in PKCS#8 of 2048 bits. */
    private static final int FRAME = 26;

    private static final PrivateKey PAIR = newKey();
    private static final String KEY = "-----BEGIN RSA PRIVATE KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(Arrays.copyOfRange(PAIR.getEncoded(), FRAME, PAIR.getEncoded().length))
            + "\n-----END RSA PRIVATE KEY-----\n";

    private static PrivateKey newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair().getPrivate();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Test
    void archive_holdsEveryFileOfTheCommand() throws IOException {
        Map<String, String> files = unzip(named("thermometer-1").archive());
        assertThat(files)
                .containsEntry("thermometer-1/device.crt", "certificate")
                .containsEntry("thermometer-1/device.key", KEY)
                .containsEntry("thermometer-1/hub-ca.pem", "hub authority")
                .containsEntry("thermometer-1/server-ca.pem", "server authority")
                .hasSize(7);
        assertThat(files.get("thermometer-1/mosquitto.sh")).contains("mosquitto_pub");
        assertThat(files.get("thermometer-1/README.txt"))
                .contains("mosquitto_pub -h hub.example.org -p 8883", "--cafile server-ca.pem", "--key device.key");
    }

    /** Java's and Netty's clients read no other. */
    @Test
    void key_isThereAsPkcs8_andIsTheSame() throws Exception {
        String pem = named("d").file("device-pkcs8.key").text();
        byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----.*-----", ""));

        assertThat(KeyFactory.getInstance("RSA")
                        .generatePrivate(new PKCS8EncodedKeySpec(der))
                        .getEncoded())
                .isEqualTo(PAIR.getEncoded());
    }

    /** Of a zip's directory, as unzip reads it: the upper half of the attributes is the mode of Unix. */
    @Test
    void keys_unpackForTheirOwnerOnly() {
        byte[] archive = named("d").archive();
        assertThat(modes(archive))
                .containsEntry("d/device.key", 0100600)
                .containsEntry("d/device-pkcs8.key", 0100600)
                .containsEntry("d/device.crt", 0100644)
                .containsEntry("d/mosquitto.sh", 0100755);
    }

    private static Map<String, Integer> modes(byte[] archive) {
        ByteBuffer zip = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
        Map<String, Integer> modes = new LinkedHashMap<>();
        for (int at = 0; at < archive.length - 46; at++) {
            if (zip.getInt(at) == 0x02014b50) {
                String name = new String(archive, at + 46, zip.getShort(at + 28), StandardCharsets.UTF_8);
                assertThat(zip.get(at + 5)).as("made by Unix").isEqualTo((byte) 3);
                modes.put(name, zip.getInt(at + 38) >>> 16);
            }
        }
        return modes;
    }

    @ParameterizedTest
    @CsvSource({
        "thermometer-1,thermometer-1.zip",
        "../../etc/passwd,etc-passwd-0d6f1a2b.zip",
        "a b\"c,a-b-c-0d6f1a2b.zip",
        "Ünïcode,Unicode-0d6f1a2b.zip",
        "pümp 1 ☃,pump-1-0d6f1a2b.zip",
        "насос,device-0d6f1a2b.zip",
        "...,device-0d6f1a2b.zip"
    })
    void archiveName_isAFileNameWhateverTheDeviceIsCalled(String device, String archive) {
        assertThat(named(device).archiveName()).isEqualTo(archive);
    }

    @Test
    void archiveName_isBounded() {
        assertThat(named("x".repeat(255)).archiveName()).hasSize(64 + ".zip".length());
    }

    @Test
    void fileOfAnotherName_isRefused_withoutShowingWhatIsInTheOthers() {
        assertThatThrownBy(() -> named("d").file("other"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("other (expected: one of")
                .hasMessageNotContaining("PRIVATE KEY");
        assertThat(named("d").file("device.key")).hasToString("CredentialFile[device.key]");
    }

    private static DeviceCredentials named(String device) {
        return DeviceCredentials.of(
                device,
                "0d6f1a2b-7c55-4d0e-9a51-3f2f8a1c0b7e",
                new IssuedCertificate(new DeviceCertificate("certificate", "", "1", Instant.EPOCH, Instant.EPOCH), KEY),
                "hub authority",
                new DeviceCredentials.Server("hub.example.org", 8883, 1, "server authority"));
    }

    private static Map<String, String> unzip(byte[] archive) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
