package org.axletree.hub.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.axletree.core.door.ServerIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OwnersIdentitiesTest {
    @TempDir
    Path directory;

    private Instant now = Instant.now();
    private final InstantSource clock = () -> now;

    @Test
    void certificate_isShownToWhoeverAsksForOneOfItsNames() throws Exception {
        make("one", "rsa:2048", "DNS:iot.example.org,DNS:*.iot.example.org");
        make("two", "ec -pkeyopt ec_paramgen_curve:P-256", "DNS:other.example.org");
        OwnersIdentities owners = owners("one", "two");

        assertThat(nameOf(owners.of("iot.example.org"))).isEqualTo("CN=one");
        assertThat(nameOf(owners.of("hub.iot.example.org"))).isEqualTo("CN=one");
        assertThat(nameOf(owners.of("other.example.org"))).isEqualTo("CN=two");
        assertThat(owners.of("a.hub.iot.example.org")).isEmpty();
        assertThat(owners.of("example.org")).isEmpty();
        assertThat(owners.of("")).isEmpty();
        assertThat(nameOf(owners.first())).isEqualTo("CN=one");
    }

    @Test
    void certificateThatChanges_isReadAnew_andAHalfWrittenPairIsNot() throws Exception {
        make("one", "rsa:2048", "DNS:iot.example.org");
        make("two", "rsa:2048", "DNS:iot.example.org");
        OwnersIdentities owners = owners("one");
        assertThat(nameOf(owners.of("iot.example.org"))).isEqualTo("CN=one");

        replace("two.pem", "one.pem", 1);
        assertThat(nameOf(owners.of("iot.example.org"))).isEqualTo("CN=one");
        replace("two.key", "one.key", 2);
        assertThat(nameOf(owners.of("iot.example.org"))).isEqualTo("CN=two");
        Files.delete(directory.resolve("one.pem"));
        assertThat(nameOf(owners.of("iot.example.org"))).isEqualTo("CN=two");
    }

    @Test
    void chainAndOldFormsOfKeys_areRead() throws Exception {
        make("one", "ec -pkeyopt ec_paramgen_curve:P-256", "DNS:a.example.org");
        make("two", "rsa:2048", "DNS:b.example.org");
        OpenSsl openssl = new OpenSsl(directory);
        openssl.must("ec", "-in", "one.key", "-out", "sec1.key");
        openssl.must("rsa", "-in", "two.key", "-traditional", "-out", "pkcs1.key");
        Files.writeString(
                directory.resolve("chain.pem"),
                Files.readString(directory.resolve("one.pem")) + Files.readString(directory.resolve("two.pem")));

        OwnersIdentities owners = new OwnersIdentities(
                paths("chain.pem", "two.pem"), paths("sec1.key", "pkcs1.key"), clock.withZone(ZoneOffset.UTC));
        assertThat(owners.of("a.example.org").orElseThrow().chain()).hasSize(2);
        assertThat(owners.of("b.example.org").orElseThrow().chain()).hasSize(1);
    }

    @Test
    void whatCannotBeShown_isRefusedWithASentence() throws Exception {
        make("one", "rsa:2048", "DNS:a.example.org");
        make("two", "rsa:2048", "DNS:b.example.org");
        new OpenSsl(directory)
                .run("pkcs8", "-topk8", "-in", "one.key", "-passout", "pass:secret", "-out", "sealed.key");

        assertThatThrownBy(() -> owners("three"))
                .hasMessageContaining("three.pem")
                .hasMessageContaining("expected");
        assertThatThrownBy(
                        () -> new OwnersIdentities(paths("one.pem"), paths("two.key"), clock.withZone(ZoneOffset.UTC)))
                .hasMessageContaining("the key is another's");
        assertThatThrownBy(() ->
                        new OwnersIdentities(paths("one.pem"), paths("sealed.key"), clock.withZone(ZoneOffset.UTC)))
                .hasMessageContaining("a key with a password");
        assertThatThrownBy(
                        () -> new OwnersIdentities(paths("one.key"), paths("one.key"), clock.withZone(ZoneOffset.UTC)))
                .hasMessageContaining("no certificate found");
        assertThatThrownBy(
                        () -> new OwnersIdentities(paths("one.pem"), paths("one.pem"), clock.withZone(ZoneOffset.UTC)))
                .hasMessageContaining("no key");
        assertThatThrownBy(() -> new OwnersIdentities(paths("one.pem"), List.of(), clock.withZone(ZoneOffset.UTC)))
                .hasMessageContaining("AXLETREE_SERVER_KEY: 0 files (expected: 1");
    }

    private void make(String name, String key, String names) throws Exception {
        String line = "req -x509 -newkey " + key + " -nodes -keyout " + name + ".key -out " + name
                + ".pem -days 30 -subj /CN=" + name + " -addext subjectAltName=" + names;
        new OpenSsl(directory).must(line.split(" "));
    }

    private void replace(String from, String to, int hour) throws Exception {
        Path target = directory.resolve(to);
        Files.copy(directory.resolve(from), target, StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(target, FileTime.from(now.plus(Duration.ofHours(hour))));
        now = now.plusSeconds(5);
    }

    private OwnersIdentities owners(String... names) {
        return new OwnersIdentities(
                List.of(names).stream()
                        .map(name -> directory.resolve(name + ".pem"))
                        .toList(),
                List.of(names).stream()
                        .map(name -> directory.resolve(name + ".key"))
                        .toList(),
                clock.withZone(ZoneOffset.UTC));
    }

    private List<Path> paths(String... names) {
        return List.of(names).stream().map(directory::resolve).toList();
    }

    private static String nameOf(Optional<ServerIdentity> identity) {
        return identity.orElseThrow().chain().get(0).getSubjectX500Principal().getName();
    }
}
