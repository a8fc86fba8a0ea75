package org.axletree.web.console.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
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

    @Test
    void archive_holdsEveryFileOfTheCommand() throws IOException {
        Map<String, String> files = unzip(named("thermometer-1").archive());
        assertThat(files)
                .containsEntry("device.crt", "certificate")
                .containsEntry("device.key", "key")
                .containsEntry("hub-ca.pem", "hub authority")
                .containsEntry("server-ca.pem", "server authority")
                .hasSize(5);
        assertThat(files.get("README.txt"))
                .contains("mosquitto_pub -h hub.example.org -p 8883", "--cafile server-ca.pem", "--key device.key");
    }

    @ParameterizedTest
    @CsvSource({
        "thermometer-1,thermometer-1.zip",
        "../../etc/passwd,etc-passwd.zip",
        "a b\"c,a-b-c.zip",
        "Ünïcode,n-code.zip",
        "...,device.zip"
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
                .hasMessageNotContaining("=key");
        assertThat(named("d").file("device.key")).hasToString("CredentialFile[device.key]");
    }

    private static DeviceCredentials named(String device) {
        return DeviceCredentials.of(
                device,
                new IssuedCertificate(
                        new DeviceCertificate("certificate", "", "1", Instant.EPOCH, Instant.EPOCH), "key"),
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
