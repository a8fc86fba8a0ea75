package org.axletree.hub.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.axletree.core.home.StateDirectory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ServerAuthorityTest {
    private static final Instant NOW = Instant.now();
    private static final List<String> NAMES = List.of("localhost", "hub.example.org", "192.0.2.7", "2001:db8::1");

    @TempDir
    Path home;

    @Test
    void certificate_isForTheNames_andFitsToTheAuthority() throws Exception {
        ServerAuthority server = server(NAMES, NOW);
        server.serverIdentity();
        Files.writeString(home.resolve("ca.pem"), server.certificateAuthorityPem());
        OpenSsl openssl = new OpenSsl(home);

        for (String option : List.of(
                "-verify_hostname localhost",
                "-verify_hostname hub.example.org",
                "-verify_ip 192.0.2.7",
                "-verify_ip 2001:db8::1")) {
            String[] name = option.split(" ");
            assertThat(openssl.run(
                            "verify", "-purpose", "sslserver", "-CAfile", "ca.pem", name[0], name[1], "tls/server.pem"))
                    .isEqualTo("tls/server.pem: OK\n");
        }
        assertThat(openssl.run(
                        "verify", "-CAfile", "ca.pem", "-verify_hostname", "other.example.org", "tls/server.pem"))
                .contains("hostname mismatch");
    }

    @Test
    void store_opensWithThePasswordOfItsFile() throws Exception {
        X509Certificate shown = server(NAMES, NOW).serverIdentity().chain().get(0);

        char[] password = Files.readString(home.resolve("tls/server.p12.password"))
                .strip()
                .toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(Files.readAllBytes(home.resolve("tls/server.p12"))), password);

        assertThat(store.getCertificate("server")).isEqualTo(shown);
        assertThat(store.getKey("server", password)).isNotNull();
    }

    @Test
    void secondStart_showsTheSame() {
        ServerAuthority first = server(NAMES, NOW);
        ServerAuthority second = server(NAMES, NOW.plus(Duration.ofDays(10)));

        assertThat(second.serverIdentity().chain())
                .isEqualTo(server(NAMES, NOW).serverIdentity().chain());
        assertThat(second.certificateAuthorityPem()).isEqualTo(first.certificateAuthorityPem());
        assertThat(second.renewIfDue()).isEmpty();
    }

    @Test
    void certificate_isRenewed_whenAThirdOfItsTimeIsLeft() {
        X509Certificate first = server(NAMES, NOW).serverIdentity().chain().get(0);

        assertThat(server(NAMES, NOW.plus(Duration.ofDays(59))).renewIfDue()).isEmpty();
        ServerAuthority later = server(NAMES, NOW.plus(Duration.ofDays(61)));
        assertThat(later.serverIdentity().chain().get(0)).isNotEqualTo(first);
        assertThat(later.validUntil()).isAfter(NOW.plus(Duration.ofDays(150)));
    }

    @Test
    void certificate_isRenewed_whenTheNamesChange() {
        server(NAMES, NOW).serverIdentity();

        X509Certificate renewed =
                server(List.of("new.example.org"), NOW).serverIdentity().chain().get(0);

        assertThat(HostNames.of(renewed)).containsExactly("new.example.org");
    }

    @Test
    void certificate_isRenewed_whenItsFileIsGone() throws Exception {
        ServerAuthority server = server(NAMES, NOW);
        X509Certificate first = server.serverIdentity().chain().get(0);
        Files.delete(home.resolve("tls/server.p12"));

        assertThat(server.renewIfDue())
                .hasValueSatisfying(
                        renewed -> assertThat(renewed.chain().get(0)).isNotEqualTo(first));
        assertThat(server.renewIfDue()).isEmpty();
    }

    @Test
    void damagedStore_isReplaced() throws Exception {
        server(NAMES, NOW).serverIdentity();
        Files.write(home.resolve("tls/server.p12"), new byte[] {1, 2, 3});

        assertThat(server(NAMES, NOW).serverIdentity().chain()).hasSize(1);
    }

    @Test
    void anotherMasterKey_isRefused() {
        server(NAMES, NOW).serverIdentity();
        byte[] key = new byte[32];
        key[0] = 1;

        ServerAuthority other = new ServerAuthority(
                StateDirectory.at(home), new SecretBox(key), NAMES, Duration.ofDays(90), Clock.systemUTC());

        assertThatThrownBy(other::serverIdentity)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another master key");
    }

    @Test
    void keyOfTheAuthority_isSealed() throws Exception {
        server(NAMES, NOW).serverIdentity();

        assertThat(new SecretBox(new byte[32]).open("server:ca", Files.readAllBytes(home.resolve("tls/ca.key"))))
                .isNotEmpty();
    }

    private ServerAuthority server(List<String> names, Instant now) {
        return new ServerAuthority(
                StateDirectory.at(home),
                new SecretBox(new byte[32]),
                names,
                Duration.ofDays(90),
                Clock.fixed(now, ZoneOffset.UTC));
    }
}
