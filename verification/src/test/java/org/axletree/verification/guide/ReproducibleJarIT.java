package org.axletree.verification.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.axletree.verification.guide.ShippedArchives.ROOT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.axletree.verification.harness.Ran;
import org.axletree.verification.harness.Scratch;
import org.junit.jupiter.api.Test;

/** Whoever builds axletree.jar from the same sources gets the same file, and it says what it is made of. */
class ReproducibleJarIT {
    private static final Path JAR = Path.of("server-config/target/axletree.jar");

    @Test
    void jar_isTheSame_whenItIsBuiltElsewhere() throws Exception {
        Path elsewhere = Scratch.directory("axletree-built-again");
        copySources(elsewhere);

        Ran.command(
                        Duration.ofMinutes(5),
                        elsewhere,
                        Map.of(),
                        List.of(
                                "mvn",
                                "-q",
                                "-B",
                                "-ntp",
                                "-pl",
                                "server-config",
                                "-am",
                                "package",
                                "-Dmaven.test.skip=true",
                                "-Dspotless.check.skip=true"))
                .orThrow();

        assertThat(entriesOf(elsewhere.resolve(JAR))).isEqualTo(entriesOf(ROOT.resolve(JAR)));
        assertThat(Files.mismatch(elsewhere.resolve(JAR), ROOT.resolve(JAR)))
                .as("first byte that differs")
                .isEqualTo(-1);
    }

    @Test
    void billOfMaterials_namesWhatIsShipped() throws IOException {
        Set<String> listed = new TreeSet<>();
        try (JarFile jar = new JarFile(ROOT.resolve(JAR).toFile());
                InputStream bill = jar.getInputStream(jar.getEntry("META-INF/sbom/axletree.cdx.json"))) {
            for (JsonNode component : new ObjectMapper().readTree(bill).get("components")) {
                listed.add(component.get("name").asText());
                assertThat(component.get("purl").asText())
                        .matches("pkg:maven/.*|pkg:npm/mqtt@" + NoticesTest.versionOfMqttJs());
            }
        }
        List<String> unlisted = new ArrayList<>();
        for (String shipped : ShippedArchives.read().names()) {
            // Maven puts the group in front where two archives would have the same name.
            boolean found = listed.contains(shipped)
                    || listed.stream().anyMatch(name -> shipped.endsWith("-" + name) && shipped.contains("."));
            if (!found) {
                unlisted.add(shipped);
            }
        }
        assertThat(unlisted).isEmpty();
        assertThat(listed)
                .contains("payara-micro", "mq-distribution", "mqtt")
                .doesNotContain("junit-jupiter", "verification");
    }

    /** The checksum of each entry: a difference names the file. */
    private static Map<String, Long> entriesOf(Path archive) throws IOException {
        try (JarFile jar = new JarFile(archive.toFile())) {
            Map<String, Long> sums = new TreeMap<>();
            jar.stream().forEach((ZipEntry entry) -> sums.put(entry.getName(), entry.getCrc()));
            return sums;
        }
    }

    /** What a build makes lies beside its POM: a package may have the same name. */
    private static boolean isLeftOut(Path directory) {
        String name = directory.getFileName().toString();
        return name.equals(".git")
                || name.equals("axletree-data")
                || (name.equals("target") && Files.exists(directory.resolveSibling("pom.xml")));
    }

    private static void copySources(Path to) throws IOException {
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                if (isLeftOut(directory)) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(to.resolve(ROOT.relativize(directory)));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(ROOT.relativize(file)));
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
