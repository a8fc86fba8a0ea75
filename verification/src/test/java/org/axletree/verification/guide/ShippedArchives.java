package org.axletree.verification.guide;

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

/**
 * The archives of others in the application that was built.
 *
 * @param names as they are in the application, without version and platform; Maven puts the group in front where two archives
 *     would have the same name
 */
record ShippedArchives(Set<String> names) {
    /** The root of the project, seen from the module that the tests run in. */
    static final Path ROOT = Path.of("..");

    private static final Pattern ARCHIVE =
            Pattern.compile("(?:.*/)?(?:(?:com|dev|io|javax|org)\\.[a-z0-9.]+-)?(.+?)(?:-\\d[\\w.-]*)?\\.jar");

    /** Our own, which are no others'. */
    static final Set<String> OWN = Set.of(
            "ejb-module", "hub-core", "door-kit", "route-fence", "mqtt-connector", "jms-connector", "coap-connector");

    static ShippedArchives read() throws IOException {
        Set<String> found = new TreeSet<>();
        try (InputStream ear = Files.newInputStream(ROOT.resolve("server-config/target/parts/axletree.ear"))) {
            collect(ear, found);
        }
        found.removeAll(OWN);
        return new ShippedArchives(found);
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
}
