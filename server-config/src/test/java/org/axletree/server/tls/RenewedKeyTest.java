package org.axletree.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenewedKeyTest {
    @TempDir
    Path directory;

    @Test
    void key_notThereYet_isNoneUntilItIs() throws Exception {
        RenewedKey key = new RenewedKey(directory);
        assertThat(key.chooseServerAlias("EC", null, null)).isNull();
        assertThat(key.getCertificateChain("s1as")).isNull();

        make("first", 1);

        assertThat(key.chooseServerAlias("EC", null, null)).isNotNull();
        assertThat(key.chooseServerAlias("RSA", null, null)).isNull();
        assertThat(shownBy(key)).isEqualTo("CN=first");
        assertThat(key.getPrivateKey(alias(key)).getAlgorithm()).isEqualTo("EC");
    }

    @Test
    void key_renewed_isShownFromTheNextHandshakeOn() throws Exception {
        make("first", 1);
        RenewedKey key = new RenewedKey(directory);
        shownBy(key);

        make("second", 2);

        assertThat(shownBy(key)).isEqualTo("CN=second");
    }

    @Test
    void key_damagedFile_keepsTheFormerOne() throws Exception {
        make("first", 1);
        RenewedKey key = new RenewedKey(directory);
        shownBy(key);

        Files.writeString(directory.resolve("server.p12"), "not a key store");

        assertThat(shownBy(key)).isEqualTo("CN=first");
    }

    private static String shownBy(RenewedKey key) {
        return key.getCertificateChain(alias(key))[0].getSubjectX500Principal().getName();
    }

    private static String alias(RenewedKey key) {
        return key.chooseServerAlias("EC", null, null);
    }

    /** With the JDK's own tool: the test needs no other way to make a certificate. */
    private void make(String name, int second) throws Exception {
        Path file = directory.resolve("server.p12");
        Files.deleteIfExists(file);
        Files.writeString(directory.resolve("server.p12.password"), "test-password\n");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=" + name,
                        "-keystore",
                        file.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "test-password")
                .redirectErrorStream(true)
                .start();
        String output = new String(keytool.getInputStream().readAllBytes());
        assertThat(keytool.waitFor()).as(output).isZero();
        Files.setLastModifiedTime(file, FileTime.fromMillis(second * 1000L));
    }
}
