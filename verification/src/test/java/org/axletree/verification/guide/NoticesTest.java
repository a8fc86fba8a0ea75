package org.axletree.verification.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** THIRD-PARTY-NOTICES.md names each archive of others in what was built, and no other. */
class NoticesTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([^`]+)` \\|");
    /** The name without version and platform; Maven puts the group in front in an EAR. */
    private static final Pattern ARCHIVE =
            Pattern.compile("(?:.*/)?(?:(?:com|io|org)\\.[a-z0-9.]+-)?(.+?)(?:-\\d[\\w.-]*)?\\.jar");

    private static final Set<String> OWN = Set.of(
            "ejb-module", "hub-core", "door-kit", "route-fence", "mqtt-connector", "jms-connector", "coap-connector");

    @Test
    void notices_nameWhatIsShipped() throws IOException {
        Set<String> named = new TreeSet<>();
        Matcher rows = ROW.matcher(Files.readString(ROOT.resolve("THIRD-PARTY-NOTICES.md")));
        while (rows.find()) {
            named.add(rows.group(1));
        }
        Set<String> shipped = new TreeSet<>(Set.of("payara-micro"));
        try (InputStream ear = Files.newInputStream(ROOT.resolve("server-config/target/parts/axletree.ear"))) {
            collect(ear, shipped);
        }
        shipped.removeAll(OWN);

        assertThat(named).isEqualTo(shipped);
    }

    private static void collect(InputStream archive, Set<String> found) throws IOException {
        ZipInputStream zip = new ZipInputStream(archive);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            String name = entry.getName();
            Matcher jar = ARCHIVE.matcher(name);
            if (jar.matches()) {
                found.add(jar.group(1));
            } else if (name.endsWith(".rar") || name.endsWith(".war")) {
                collect(new ByteArrayInputStream(zip.readAllBytes()), found);
            }
        }
    }

    @Test
    void licence_isApaches() throws IOException {
        assertThat(Files.readString(ROOT.resolve("LICENSE"))).contains("Apache License", "Version 2.0, January 2004");
        assertThat(Files.readString(ROOT.resolve("NOTICE"))).contains("Apache License, Version 2.0");
    }
}
