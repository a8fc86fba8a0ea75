package org.axletree.verification.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.axletree.verification.guide.ShippedArchives.ROOT;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** THIRD-PARTY-NOTICES.md names each archive of others in what was built, and no other. */
class NoticesTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|");
    private static final Pattern PART = Pattern.compile("META-INF/shipped/(.+?)-jar/.+");
    private static final String COMMAND_LINE = "## The command line";

    @Test
    void notices_nameWhatIsShipped() throws IOException {
        Set<String> shipped = new TreeSet<>(ShippedArchives.read().names());
        shipped.add("payara-micro");

        assertThat(named(notices()[0])).isEqualTo(shipped);
    }

    /** Archives are taken apart in axle.jar; a directory with the licence of each tells which they were. */
    @Test
    void notices_nameWhatTheCommandLineShips() throws IOException {
        try (ZipFile axle = new ZipFile(ROOT.resolve("cli/target/axle.jar").toFile())) {
            Set<String> shipped = axle.stream()
                    .map(entry -> PART.matcher(entry.getName()))
                    .filter(Matcher::matches)
                    .map(part -> part.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));

            assertThat(shipped).contains("picocli", "parsson");
            assertThat(named(notices()[1])).isEqualTo(shipped);
        }
    }

    /** The one script that comes from no archive. */
    @Test
    void notices_nameTheVersionOfTheScriptThatIsServed() throws IOException {
        assertThat(Files.readString(ROOT.resolve("THIRD-PARTY-NOTICES.md")))
                .contains("[MQTT.js](https://github.com/mqttjs/MQTT.js) " + versionOfMqttJs() + " (MIT)");
    }

    /** As the directory is called in which it is served. */
    static String versionOfMqttJs() throws IOException {
        try (Stream<Path> versions = Files.list(ROOT.resolve("web-module/src/main/webapp/resources/mqtt"))) {
            return versions.map(directory -> directory.getFileName().toString().replace('_', '.'))
                    .collect(Collectors.joining(" "));
        }
    }

    private static String[] notices() throws IOException {
        return Files.readString(ROOT.resolve("THIRD-PARTY-NOTICES.md")).split(COMMAND_LINE);
    }

    private static Set<String> named(String notices) {
        Set<String> named = new TreeSet<>();
        Matcher rows = ROW.matcher(notices);
        while (rows.find()) {
            named.add(rows.group(1));
        }
        return named;
    }

    @Test
    void licence_isApaches() throws IOException {
        assertThat(Files.readString(ROOT.resolve("LICENSE"))).contains("Apache License", "Version 2.0, January 2004");
        assertThat(Files.readString(ROOT.resolve("NOTICE"))).contains("Apache License, Version 2.0");
    }
}
